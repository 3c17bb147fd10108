import type { Outcome } from '../routing/outcome.ts';
import type { BucketTestView } from './bucket/bucket-test-view.ts';
import type { ConnectionTestView } from './connection-test-view.ts';

/** What the forms of the storage page get back. */
export interface StorageResults {
  retest: { test: ConnectionTestView };
  setup: never;
  move: never;
  abort: object;
  parking: object;
  retest_bucket: { test: BucketTestView };
  disconnect_bucket: object;
}

export type StorageOutcome = Outcome<StorageResults>;
