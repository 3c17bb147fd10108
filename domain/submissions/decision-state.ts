import type { DatabaseRow } from '../../tenancy/types.ts';
import { parseInteger, parseStatus } from './row-parsers.ts';
import type { DecisionState, TimelineEntry } from './types.ts';

/**
 * The decision that stands, if one does. It can be undone while the artist's DM still waits and was
 * never tried: after a try nobody can know that it did not arrive.
 */
export function toDecisionState(
  row: DatabaseRow,
  timeline: readonly TimelineEntry[],
  pendingDm: DatabaseRow | undefined,
  now: number,
): DecisionState | null {
  const event = timeline.find((entry) => entry.id === row.decision_event_id);
  if (event?.kind !== 'status') return null;
  const dueAt = pendingDm ? parseInteger(pendingDm.due_at) : 0;
  const isUndoable =
    pendingDm?.state === 'waiting' && pendingDm.first_sent_at === null && dueAt > now;
  return {
    eventId: event.id,
    status: parseStatus(event.to),
    byId: event.actorId,
    byName: event.actorName,
    at: event.at,
    reason: event.reason,
    undoUntil: isUndoable ? dueAt : null,
  };
}
