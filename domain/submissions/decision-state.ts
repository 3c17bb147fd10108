import type { Row } from '../../tenancy/types.ts';
import { integer, status } from './rows.ts';
import type { DecisionState, TimelineEntry } from './types.ts';

/**
 * The decision that stands, if one does. It can be undone while the artist's DM still waits and was
 * never tried: after a try nobody can know that it did not arrive.
 */
export function decisionOf(
  row: Row,
  timeline: readonly TimelineEntry[],
  pendingDm: Row | undefined,
  now: number,
): DecisionState | null {
  const event = timeline.find((entry) => entry.id === row.decision_event_id);
  if (event?.kind !== 'status') return null;
  const dueAt = pendingDm ? integer(pendingDm.due_at) : 0;
  const waits = pendingDm?.state === 'waiting' && pendingDm.first_sent_at === null && dueAt > now;
  return {
    eventId: event.id,
    status: status(event.to),
    byId: event.actorId,
    byName: event.actorName,
    at: event.at,
    reason: event.reason,
    undoUntil: waits ? dueAt : null,
  };
}
