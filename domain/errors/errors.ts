/**
 * Expected errors. Adapters recognise them by `code`, never by class: Remix bundles its own copy of
 * this module, so `instanceof` would be false there.
 */
export const ERROR_CODES = [
  'not_found',
  'not_set_up',
  'invalid_input',
  'plan_required',
  'plan_included',
  'trial_unavailable',
  'already_decided',
  'undo_expired',
  'not_allowed_now',
  'correction_closed',
  'intake_closed',
  'outside_hours',
  'duplicate_link',
  'artist_blocked',
  'submission_cooldown',
  'open_limit',
  'period_limit',
  'role_required',
  'conflict',
  'storage_unavailable',
  'storage_moving',
  'secret_store_unavailable',
  'files_unavailable',
  'setup_expired',
  'upload_expired',
  'move_running',
  'move_over',
  'same_place',
  'rate_limited',
  'form_slow',
  'form_expired',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface FieldProblem {
  /** The field as the person knows it, a key of the input, e.g. `trackUrl`. */
  field: string;
  /** A key of the message catalogue, e.g. `link.scheme`. */
  problem: string;
  /** Values for the message. */
  values?: Record<string, string | number>;
}

export interface ErrorDetails {
  fields?: FieldProblem[];
  /** Facts for the message: who decided, which plan, when to try again. Never a secret. */
  values?: Record<string, string | number>;
}

/** An error that was foreseen: it has a stable code and is told to the person who caused it. */
export class VektraError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'VektraError';
    this.code = code;
    this.details = details;
  }
}

export function isVektraError(error: unknown): error is VektraError {
  return (
    error instanceof Error &&
    'code' in error &&
    'details' in error &&
    ERROR_CODES.includes((error as { code: ErrorCode }).code)
  );
}

/** A destructive change by an operator takes a sign-in that is not older than ten minutes. */
export class SignInAgainError extends Error {
  override name = 'SignInAgainError';
  readonly code = 'sign_in_again';
}

/** What does not exist, is another guild's, or is not for this person: one and the same answer. */
export const notFound = () => new VektraError('not_found');

/** No demo has this number. Only for callers who may see every demo, or every one of their own. */
export const noSubmission = (number: number) =>
  new VektraError('not_found', { values: { number } });
