import { isStatus, type Status } from '../../../domain/submissions/status.ts';
import type { QueuedAction } from './action-log.ts';

/** What somebody has done to a demo, as far as this page knows. */
export interface DemoChange {
  action: QueuedAction;
  status: Status;
  /** Epoch ms until which a decision can be undone; null: it cannot, or is not sent yet. */
  undoUntil: number | null;
  isSent: boolean;
}

/** The last change of each demo, in the order in which they were made. */
export type DemoChanges = ReadonlyMap<number, DemoChange>;

/** The status that an action sets; null: it sets none. */
export function getActionStatus({ intent, fields }: QueuedAction): Status | null {
  if (intent === 'approve') return 'approved';
  if (intent === 'reject') return 'rejected';
  return intent === 'status' && isStatus(fields.status) ? fields.status : null;
}

/** What was handled, and on it what still waits. */
export function applyPending(done: DemoChanges, pending: readonly QueuedAction[]): DemoChanges {
  const changes = new Map(done);
  for (const action of pending) {
    const { number } = action.demo;
    const status = getActionStatus(action);
    if (action.isUndo) changes.delete(number);
    else if (status) {
      changes.delete(number);
      changes.set(number, { action, status, undoUntil: null, isSent: false });
    }
  }
  return changes;
}
