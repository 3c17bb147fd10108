import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import { canDecide, type Status } from '../submissions/status.ts';
import { readDecisionEvent } from '../submissions/timeline.ts';

/**
 * A second decision is refused, also long after the first: an artist whose demo was approved does
 * not learn one day that it was rejected, unless staff reopen it on purpose. Of two people deciding
 * at once the second learns who was first, and what they decided.
 * @throws VektraError `already_decided`
 */
export async function assertNotDecided(
  db: GuildReader,
  row: DatabaseRow,
  from: Status,
): Promise<void> {
  if (canDecide(from, row.decision_event_id !== null)) return;
  const entry = await readDecisionEvent(db, row);
  throw new VektraError('already_decided', {
    values: { status: entry?.to ?? from, by: entry?.actorName ?? '', at: entry?.at ?? 0 },
  });
}
