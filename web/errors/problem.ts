import type { ErrorCode, FieldProblem, VektraError } from '../../domain/errors/errors.ts';

/** What the server rejects or cannot do before routing. */
const HTTP_ERROR_CODES = [
  'bad_request',
  'forbidden',
  'body_too_large',
  'unsupported_media_type',
  'request_timeout',
  'rate_limited',
  'busy',
  'discord_unavailable',
  'service_unavailable',
] as const;

export type HttpErrorCode = (typeof HTTP_ERROR_CODES)[number];

/** What went wrong, as the browser may know it. */
export interface Problem {
  code: ErrorCode | HttpErrorCode | 'fault' | 'offline' | 'signed_out';
  values: Record<string, string | number>;
  fields: FieldProblem[];
  /** The request's id in the log, for faults. */
  requestId: string | null;
}

/** The one table from codes to HTTP. */
const HTTP_STATUS: Record<Problem['code'], number> = {
  not_found: 404,
  not_set_up: 409,
  invalid_input: 400,
  plan_required: 402,
  plan_included: 409,
  trial_unavailable: 409,
  already_decided: 409,
  undo_expired: 409,
  not_allowed_now: 409,
  intake_closed: 409,
  outside_hours: 409,
  duplicate_link: 409,
  artist_blocked: 403,
  submission_cooldown: 409,
  open_limit: 409,
  period_limit: 409,
  role_required: 403,
  conflict: 409,
  storage_unavailable: 503,
  storage_moving: 503,
  secret_store_unavailable: 503,
  files_unavailable: 503,
  setup_expired: 410,
  upload_expired: 410,
  move_running: 409,
  move_over: 409,
  same_place: 409,
  bad_request: 400,
  forbidden: 403,
  request_timeout: 408,
  body_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  correction_closed: 409,
  form_slow: 503,
  form_expired: 410,
  busy: 503,
  discord_unavailable: 503,
  service_unavailable: 503,
  offline: 503,
  signed_out: 401,
  fault: 500,
};

export const getHttpStatus = (problem: Problem): number => HTTP_STATUS[problem.code];

/** The same answer for what does not exist and for what is not for this person. */
export const NOT_FOUND: Problem = { code: 'not_found', values: {}, fields: [], requestId: null };

export const FORBIDDEN: Problem = { ...NOT_FOUND, code: 'forbidden' };

export const OFFLINE: Problem = { ...NOT_FOUND, code: 'offline' };

export const SIGNED_OUT: Problem = { ...NOT_FOUND, code: 'signed_out' };

export const createFault = (requestId: string): Problem => ({
  ...NOT_FOUND,
  code: 'fault',
  requestId,
});

export const presentProblem = ({ code, details }: VektraError): Problem =>
  code === 'not_found' && details.values?.number === undefined
    ? NOT_FOUND
    : { code, values: details.values ?? {}, fields: details.fields ?? [], requestId: null };

/** An error of the server's that has one of the codes of refusals. */
export const isHttpError = (error: unknown): error is { code: HttpErrorCode } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  HTTP_ERROR_CODES.includes(error.code as HttpErrorCode);

export const presentHttpError = ({ code }: { code: HttpErrorCode }): Problem => ({
  ...NOT_FOUND,
  code,
});

/** Whether an unknown value (a route error's data) is a problem that we made. */
export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  'fields' in value &&
  Object.hasOwn(HTTP_STATUS, String(value.code));
