export type { Actor, Source } from './actors/actor.ts';
export { auditSystem } from './audit/audit.ts';
export { bindActs } from './bind.ts';
export type { Acts, Overview, StorageFacts } from './contract.ts';
export {
  decisionView,
  type LoadedSubmission,
  loadMessage,
  loadSubmission,
} from './deliveries/load.ts';
export { recordCard, recordMessage, recordReached, recordThread } from './deliveries/record.ts';
export type { CardView, DecisionView, MessageView } from './deliveries/views.ts';
export type { Deps } from './deps.ts';
export { type ErrorCode, isVektraError, notFound, VektraError } from './errors/errors.ts';
export { createOperationLimiter, type OperationLimiter } from './limits/operation-limiter.ts';
export { needsNewSignIn, type OperatorAction } from './operator/actions.ts';
export { bindOperatorActs, bindRestoreActs } from './operator/bind.ts';
export { retryDeadLettersAs } from './operator/dead-letters.ts';
export { copyAuditToLabels } from './operator/label-audit.ts';
export type { MoveChange, OperatorActs } from './operator/types.ts';
export { planAt } from './plans/guild-plan.ts';
export { can, type Feature, isPlan, PLAN_NAMES, PLANS, type Plan } from './plans/plans.ts';
export type { ChannelFacts } from './settings/checklist.ts';
export { leaveBy } from './storage/leave-by.ts';
export type { Status } from './submissions/status.ts';
