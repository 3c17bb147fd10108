import type * as features from './features.ts';
import type { BoundOperations } from './operations/types.ts';

/** Every mutation and query of the product, e.g. `operations.review.decide(actor, input)`. */
export type Operations = BoundOperations<typeof features>;

export type { Overview } from './overview/overview.ts';
export type { SubmitInput } from './submissions/submit.ts';
export type { DeferredSubmissionSummary, SubmissionReceipt } from './submissions/types.ts';
