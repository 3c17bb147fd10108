import type { ErrorCode } from '../../domain/errors/errors.ts';

/** The one place that says which HTTP status an expected error has. */
export const STATUS_OF: Record<ErrorCode, number> = {
  not_found: 404,
  not_set_up: 409,
  invalid_input: 422,
  plan_required: 402,
  already_decided: 409,
  undo_expired: 409,
  not_allowed_now: 409,
  intake_closed: 409,
  duplicate_link: 409,
  artist_blocked: 403,
  conflict: 409,
  storage_unavailable: 503,
  storage_moving: 503,
  rate_limited: 429,
};

/** Errors of a form that leave its page standing; the others replace it. */
export const STAYS_ON_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid_input',
  'already_decided',
  'undo_expired',
  'not_allowed_now',
  'intake_closed',
  'duplicate_link',
  'artist_blocked',
  'conflict',
  'storage_unavailable',
  'storage_moving',
  'rate_limited',
]);
