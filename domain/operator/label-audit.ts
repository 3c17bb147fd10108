import pMap from 'p-map';
import type { GuildWriter, OperatorAuditRow } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';

/** Operators appear in a label's audit log under this name: who of them it was stands in theirs. */
const OPERATORS_DISPLAY_NAME = "Vektra's operators";
const BATCH_SIZE = 100;
/** A label's database that hangs delays only some of the others. */
const CONCURRENCY = 8;
/** What of an entry's details concerns the label; reasons may name other customers. */
const VISIBLE_DETAILS = [
  'plan',
  'endsAt',
  'grant',
  'moveId',
  'region',
  'version',
  'id',
  'retried',
] as const;

/**
 * An operator's change in the label's own audit log, under the id of the operators' entry: written
 * again, it is there once.
 */
export async function recordLabelAudit(
  db: GuildWriter,
  entry: Pick<OperatorAuditRow, 'id' | 'at' | 'act' | 'details'>,
): Promise<void> {
  if (await db.table('audit_log').where('id', entry.id).first('id')) return;
  const { moveId } = entry.details;
  const visibleDetails = VISIBLE_DETAILS.filter((key) => entry.details[key] !== undefined);
  await db.table('audit_log').insert({
    id: entry.id,
    at: entry.at,
    actor_id: '0',
    actor_name: OPERATORS_DISPLAY_NAME,
    source: 'operator',
    act: entry.act,
    target: typeof moveId === 'string' ? moveId : null,
    details: JSON.stringify(
      Object.fromEntries(visibleDetails.map((key) => [key, entry.details[key]])),
    ),
  });
}

/**
 * Copies operators' changes into the audit logs of the labels that they concern, wherever those live.
 * A label that cannot be written to now (its database is away, its data is being switched) gets its
 * copy later.
 * @param onFailure told of each one that has to wait
 */
export async function copyAuditToLabels(
  { tenancy, now }: Deps,
  onFailure: (guildId: string, error: unknown) => void,
): Promise<void> {
  const dueCopies = await tenancy.control.claimLabelCopies({ now: now(), limit: BATCH_SIZE });
  await pMap(
    dueCopies,
    async (entry) => {
      try {
        await tenancy.write(entry.guildId, (db) => recordLabelAudit(db, entry));
        await tenancy.control.finishLabelCopy(entry.id);
      } catch (error) {
        onFailure(entry.guildId, error);
      }
    },
    { concurrency: CONCURRENCY },
  );
}
