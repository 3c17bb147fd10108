import type { Status } from '../../domain/submissions/status.ts';
import type { Outcome } from '../routing/outcome.ts';

interface DecisionResult {
  number: number;
  status: Status;
  /** Epoch ms until which it can be undone. */
  undoUntil: number | null;
}

interface StatusResult {
  number: number;
  status: Status;
}

/** What the forms of the queue get back. */
export interface ListenResults {
  approve: DecisionResult;
  reject: DecisionResult;
  undo: StatusResult;
  status: StatusResult;
  note: { number: number };
  place: { number: number };
}

export type ListenIntent = keyof ListenResults;
export type ListenOutcome = Outcome<ListenResults>;
