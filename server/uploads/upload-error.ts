import { isVektraError } from '../../domain/index.ts';
import { HttpError } from '../http/errors.ts';

/** What the page is told of a refused request. */
export interface UploadRefusal {
  status: number;
  /** `problem` names the rule that a file breaks. */
  body: { code: string; problem?: string };
  retryAfterSeconds: number | null;
}

const STATUSES: Partial<Record<string, number>> = {
  not_found: 404,
  not_set_up: 404,
  upload_expired: 410,
  conflict: 409,
  invalid_input: 422,
  rate_limited: 429,
};
const PROBLEM_STATUSES: Partial<Record<string, number>> = {
  'file.too_large': 413,
  'file.quota': 413,
  'file.type': 415,
};

/** @returns null for what was not foreseen, and for refusals of the protocol, which tus words */
export function toUploadRefusal(error: unknown): UploadRefusal | null {
  if (error instanceof HttpError)
    return {
      status: error.status,
      body: { code: error.code },
      retryAfterSeconds: error.retryAfterSeconds,
    };
  if (!isVektraError(error)) return null;
  const problem = error.details.fields?.[0]?.problem;
  // What is unavailable is tried again by the page, for as long as it takes.
  const status = (problem ? PROBLEM_STATUSES[problem] : undefined) ?? STATUSES[error.code] ?? 503;
  return {
    status,
    body: { code: error.code, ...(problem ? { problem } : {}) },
    retryAfterSeconds: status === 503 || status === 429 ? 5 : null,
  };
}
