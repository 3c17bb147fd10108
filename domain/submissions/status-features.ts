import { type Feature, type Plan, planIncludes } from '../plans/plans.ts';
import { canDecide, isDecision, OPEN_STATUSES, STAFF_STATUSES, type Status } from './status.ts';

/** What a plan must include to move a demo to a status; other statuses are every plan's. */
const FEATURE_BY_STATUS: Partial<Record<Status, Feature>> = {
  shortlisted: 'shortlist',
  processed: 'quick_statuses',
  contacted: 'quick_statuses',
  signed: 'quick_statuses',
};

/** What a plan must include to move a demo to the status; null: every plan can. */
export const featureOfStatus = (status: Status): Feature | null =>
  FEATURE_BY_STATUS[status] ?? null;

/** The statuses to which staff can move demos on the plan. */
export const listPlanStatuses = (plan: Plan): Status[] =>
  STAFF_STATUSES.filter((status) => {
    const feature = featureOfStatus(status);
    return feature === null || planIncludes(plan, feature);
  });

/**
 * What staff can do with a demo next. One that was decided is not decided again: what follows is
 * offered, and the queue, which reopens it.
 * @param hasDecision whether the submission's row refers to a decision
 */
export function listNextStatuses(plan: Plan, status: Status, hasDecision: boolean): Status[] {
  if (status === 'withdrawn') return [];
  const others = listPlanStatuses(plan).filter((each) => each !== status);
  if (canDecide(status, hasDecision)) return others;
  const reopened: Status = 'in_queue';
  return [...others.filter((each) => !isDecision(each) && !OPEN_STATUSES.includes(each)), reopened];
}
