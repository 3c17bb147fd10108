import type { GuildReader } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { readSettings } from '../settings/settings-document.ts';
import { isStatus, STATUSES, type Status } from './status.ts';

/** How many submissions each status has; the sidebar's badges. */
export async function countByStatus(
  { tenancy }: Deps,
  actor: Actor,
): Promise<Record<Status, number>> {
  return tenancy.read(actor.guildId, async (db) => {
    const [settings, result] = await Promise.all([readSettings(db), readCountsByStatus(db)]);
    await requireStaff(actor, settings);
    return result;
  });
}

export async function readCountsByStatus(db: GuildReader): Promise<Record<Status, number>> {
  const rows = await db.table('submissions').groupBy('status').select('status').count({ n: '*' });
  const result = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<
    Status,
    number
  >;
  for (const { status, n } of rows) if (isStatus(status)) result[status] = Number(n);
  return result;
}
