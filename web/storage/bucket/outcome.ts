import type { Outcome } from '../../routing/outcome.ts';
import type { BucketTestView, TypedBucket } from './bucket-test-view.ts';

/** What the form of the bucket page gets back, unless the test passed: then it goes elsewhere. */
export interface BucketResults {
  /** `typed` is what a form without script shows again, never the secret key. */
  connect: { test: BucketTestView; typed: TypedBucket };
}

export type BucketOutcome = Outcome<BucketResults>;
