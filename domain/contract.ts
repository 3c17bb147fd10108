import type * as features from './features.ts';
import type { BoundOperations } from './operations/types.ts';
import type * as operatorFeatures from './operator-features.ts';
import type * as systemFeatures from './system-features.ts';

/** What people in a guild can do, e.g. `operations.review.decide(actor, input)`. */
export type Operations = BoundOperations<typeof features>;
/** What operators of the deployment can do. */
export type OperatorOperations = BoundOperations<typeof operatorFeatures>;
/** What only our own processes do. */
export type SystemOperations = BoundOperations<typeof systemFeatures>;

export type { Overview } from './overview/overview.ts';
export type { DeferredSubmissionSummary } from './submissions/types.ts';
