import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import { isDecision, type Status } from '../submissions/status.ts';
import { readDecisionEvent } from '../submissions/timeline.ts';

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
  const entry = await readDecisionEvent(db, row);
  throw new VektraError('already_decided', {
    values: { status: from, by: entry?.actorName ?? '', at: entry?.at ?? 0 },
  });
}
