import type { ExpectedTenancyError } from '../failure.ts';
import type { CustomerBucketCode } from './types.ts';

/**
 * A customer's bucket that cannot be used. It is built from codes alone: what was typed in and what
 * the server said is never in it, nor in a cause.
 */
export class CustomerBucketError extends Error implements ExpectedTenancyError {
  override readonly name = 'CustomerBucketError';
  readonly code: CustomerBucketCode;
  readonly failure = 'customer_bucket';
  /** The part of the input that is wrong; null when it is none. */
  readonly field: string | null;

  constructor(code: CustomerBucketCode, field: string | null = null) {
    super(`customer bucket: ${code}`);
    this.code = code;
    this.field = field;
  }
}
