import type { DatabaseRow, GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import { notFound } from '../errors/errors.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';

/**
 * The submission's row, locked until the act commits, for a member of staff.
 * @throws VektraError `not_found` unless staff, and for a number that does not exist
 */
export async function lockSubmission(
  db: GuildWriter,
  actor: Actor,
  number: number,
): Promise<{ row: DatabaseRow; settings: GuildSettings }> {
  const [settings, row] = await Promise.all([
    readSettings(db),
    db.table('submissions').where('number', number).forUpdate().first(),
  ]);
  await requireStaff(actor, settings);
  if (!row) throw notFound();
  return { row, settings };
}
