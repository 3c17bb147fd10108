import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin, requireStaff } from '../actors/policies.ts';
import { audit } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { line, snowflakeId } from '../text/schemas.ts';
import { readSettings } from './document.ts';
import { LABEL_NAME_LIMIT } from './limits.ts';
import { changeSettings } from './start.ts';
import type { GuildSettings } from './types.ts';

const renameInput = z.object({ labelName: line(LABEL_NAME_LIMIT) });
const staffChannelInput = z.object({ channelId: snowflakeId });

/** @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input` */
export async function rename(
  { tenancy }: Deps,
  actor: Actor,
  input: { labelName: string },
): Promise<void> {
  requireAdmin(actor);
  const change = parseInput(renameInput, input);
  await apply(tenancy, actor, 'settings.rename', change);
}

/**
 * Where cards go. Whoever can see this channel is staff, so the adapter has asked Discord that it is
 * not open to everyone.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export async function setStaffChannel(
  { tenancy }: Deps,
  actor: Actor,
  input: { channelId: string },
): Promise<void> {
  requireAdmin(actor);
  const { channelId } = parseInput(staffChannelInput, input);
  await apply(tenancy, actor, 'settings.staff_channel', { staffChannelId: channelId });
}

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export async function read({ tenancy }: Deps, actor: Actor): Promise<GuildSettings> {
  return tenancy.read(actor.guildId, async (db) => {
    const settings = await readSettings(db);
    await requireStaff(actor, settings);
    return settings;
  });
}

async function apply(
  tenancy: Deps['tenancy'],
  actor: Actor,
  act: string,
  change: Partial<GuildSettings>,
): Promise<void> {
  await tenancy.write(actor.guildId, async (db) => {
    await readSettings(db);
    await changeSettings(tenancy, db, change);
    await audit(db, actor, act, null, change);
  });
}
