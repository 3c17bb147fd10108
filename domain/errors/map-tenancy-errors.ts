import type { ExpectedTenancyError, TenancyFailure } from '../../tenancy/index.ts';
import { type ErrorCode, VektraError } from './errors.ts';

const ERROR_CODE_BY_FAILURE = {
  unknown_guild: 'not_set_up',
  moving: 'storage_moving',
  unavailable: 'storage_unavailable',
  schema_newer: 'storage_unavailable',
  unknown_move: 'not_found',
  same_place: 'same_place',
  already_moving: 'move_running',
  move_over: 'move_over',
  secret_gone: 'move_over',
  too_many_connections: 'rate_limited',
  secret_store_unavailable: 'secret_store_unavailable',
  files_unavailable: 'files_unavailable',
  file_gone: 'not_found',
  // The results of tests.
  customer_database: null,
  customer_bucket: null,
} as const satisfies Record<TenancyFailure, ErrorCode | null>;

/** When a caller may retry who found all connections for customer databases in use, ms. */
const BUSY_RETRY_AFTER_MS = 5_000;

/** @returns null for an error that tenancy does not expect, or that is not tenancy's */
export function getTenancyFailure(error: unknown): TenancyFailure | null {
  const { failure } = (error ?? {}) as Partial<ExpectedTenancyError>;
  return failure !== undefined && Object.hasOwn(ERROR_CODE_BY_FAILURE, failure) ? failure : null;
}

/** Replaces an expected error of tenancy by one that adapters can present; others pass. */
export async function mapTenancyErrors<T>(
  { now }: { now(): number },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const failure = getTenancyFailure(error);
    const code = failure && ERROR_CODE_BY_FAILURE[failure];
    if (code === null) throw error;
    const details =
      failure === 'too_many_connections' ? { values: { at: now() + BUSY_RETRY_AFTER_MS } } : {};
    throw Object.assign(new VektraError(code, details), { cause: error });
  }
}
