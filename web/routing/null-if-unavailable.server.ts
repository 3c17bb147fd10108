import { type ErrorCode, isVektraError } from '../../domain/errors/errors.ts';
import { type HttpErrorCode, isHttpError } from '../errors/problem.ts';

const UNAVAILABLE_CODES: readonly ErrorCode[] = [
  'storage_unavailable',
  'storage_moving',
  'not_set_up',
];
const UNAVAILABLE_HTTP_ERRORS: readonly HttpErrorCode[] = [
  'discord_unavailable',
  'service_unavailable',
  'busy',
];

/** Null when something is unavailable, so that the rest of the page still renders. */
export async function nullIfUnavailable<R>(promise: Promise<R>): Promise<R | null> {
  try {
    return await promise;
  } catch (error) {
    if (isVektraError(error) && UNAVAILABLE_CODES.includes(error.code)) return null;
    if (isHttpError(error) && UNAVAILABLE_HTTP_ERRORS.includes(error.code)) return null;
    throw error;
  }
}
