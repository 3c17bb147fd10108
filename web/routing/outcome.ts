import type { Status } from '../../domain/submissions/status.ts';
import { isProblem, type Problem } from '../errors/problem.ts';
import type { ConnectionTestView, RedactedInput } from '../presenters/connection-test.ts';

/** How an act ended, as every form gets it back. */
export type Outcome =
  | {
      ok: true;
      intent: string;
      number: number | null;
      status: Status | null;
      undoUntil: number | null;
      test: ConnectionTestView | null;
      redactedInput: RedactedInput | null;
    }
  | { ok: false; intent: string; problem: Problem };

/** What a form's act may say about its success. */
export interface IntentResult {
  number?: number;
  status?: Status;
  /** Epoch ms until which it can be undone. */
  undoUntil?: number | null;
  /** How a database fared that was tested. */
  test?: ConnectionTestView;
  /** What a form without script shows again; never a secret. */
  redactedInput?: RedactedInput | null;
  /** Where to go now, a path of ours. */
  redirectTo?: string;
}

export const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  (value.ok === true || ('problem' in value && isProblem(value.problem)));
