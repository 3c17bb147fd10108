import type { TenancyErrorCode } from './errors.ts';
import type { MoveErrorCode } from './moves/record/update-move.ts';

/** What tenancy can refuse or fail to do, whichever of its error classes reports it. */
export type TenancyFailure =
  | TenancyErrorCode
  | MoveErrorCode
  /** All connections for customer databases are in use. */
  | 'too_many_connections'
  | 'secret_store_unavailable'
  /** Files cannot be stored or read at present. */
  | 'files_unavailable'
  /** A file is not there any more, or not what was stored. */
  | 'file_gone'
  /** A customer database cannot be used; see `CustomerDatabaseError`. */
  | 'customer_database'
  /** A customer's bucket cannot be used; see `CustomerBucketError`. */
  | 'customer_bucket';

/** An expected error of tenancy. Other modules tell them apart by this code, not by their class. */
export interface ExpectedTenancyError {
  readonly failure: TenancyFailure;
}
