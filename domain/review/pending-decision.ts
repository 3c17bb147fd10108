import type { GuildWriter } from '../../tenancy/types.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { decisionDm } from './effects.ts';

/**
 * Locks the outbox row of a decision's message to the artist, as long as it can still be stopped:
 * it waits, and was never tried.
 * @returns whether there is one
 */
export async function lockPendingDecision(
  db: GuildWriter,
  number: number,
  eventId: string,
): Promise<boolean> {
  const row = await db
    .table('outbox')
    .where('number', number)
    .where({ kind: toStoredKind(decisionDm), ref_id: eventId, state: 'waiting' })
    .whereNull('first_sent_at')
    .where('due_at', '>', db.now)
    .forUpdate()
    .first('id');
  return row !== undefined;
}

/** Deletes what a decision would have sent. */
export async function deletePendingDecision(
  db: GuildWriter,
  number: number,
  eventId: string,
): Promise<void> {
  const rows = await db
    .table('outbox')
    .where('number', number)
    .where({ ref_id: eventId, state: 'waiting' })
    .select('id');
  const ids = rows.map(({ id }) => id);
  await Promise.all([
    db.table('outbox').whereIn('id', ids).delete(),
    db.table('outbox_due').whereIn('id', ids).delete(),
  ]);
}
