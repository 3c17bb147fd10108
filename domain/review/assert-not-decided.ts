import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import { isDecision, type Status } from '../submissions/status.ts';
import { parseEvent } from '../submissions/timeline.ts';

/**
 * Two people deciding at once: the second is told who was first, and what they decided.
 * @throws VektraError `already_decided`
 */
export async function assertNotDecided(
  db: GuildReader,
  row: DatabaseRow,
  from: Status,
): Promise<void> {
  if (!isDecision(from)) return;
  const event = row.decision_event_id
    ? await db
        .table('submission_events')
        .where({ number: row.number, id: row.decision_event_id })
        .first()
    : undefined;
  const entry = event ? parseEvent(event) : null;
  throw new VektraError('already_decided', {
    values: { status: from, by: entry?.actorName ?? '', at: entry?.at ?? 0 },
  });
}
