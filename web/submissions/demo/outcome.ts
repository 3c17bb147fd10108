import type { Status } from '../../../domain/submissions/status.ts';
import type { Outcome } from '../../routing/outcome.ts';

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

/** What the forms of a demo's page get back. */
export interface DemoResults {
  approve: DecisionResult;
  reject: DecisionResult;
  undo: StatusResult;
  status: StatusResult;
  message: { number: number };
  tag: { number: number };
  untag: { number: number };
  remove_file: { number: number };
  note: { number: number };
  remove_note: { number: number };
  assign: { number: number };
  unassign: { number: number };
  rate: { number: number };
  unrate: { number: number };
  priority: { number: number };
  listened: { number: number };
}

export type DemoOutcome = Outcome<DemoResults>;
/** Forms whose outcome shows by itself. */
type QuietForm =
  | 'tag'
  | 'untag'
  | 'remove_file'
  | 'note'
  | 'remove_note'
  | 'assign'
  | 'unassign'
  | 'rate'
  | 'unrate'
  | 'priority'
  | 'listened';

/** Of the forms whose outcome a notification shows. */
export type NotifiedOutcome = Outcome<DemoResults, Exclude<keyof DemoResults, QuietForm>>;
