import { fileLimitsOf } from '../../domain/files/file-limits.ts';
import type { PlanStatus } from '../../domain/plans/get-status.ts';
import {
  FEATURES,
  listAddedFeatures,
  lowestPlanWith,
  PLAN_NAMES,
  PLANS,
  type Plan,
} from '../../domain/plans/plans.ts';

/** Plans that add something. Others exist in grants only. */
export const SOLD_PLANS: readonly Plan[] = PLANS.filter(
  (plan) => listAddedFeatures(plan).length > 0,
);

/** The plans that are sold and the current one, as columns of the table. */
export const presentPlans = ({ plan: currentPlan, offers }: PlanStatus) =>
  PLANS.filter((plan) => SOLD_PLANS.includes(plan) || plan === currentPlan).map((plan) => ({
    plan,
    name: PLAN_NAMES[plan],
    rank: PLANS.indexOf(plan),
    isYours: plan === currentPlan,
    price: offers.find((offer) => offer.plan === plan)?.price ?? null,
    fileLimits: fileLimitsOf(plan),
  }));

export const FEATURE_ROWS = FEATURES.map((feature) => ({
  feature,
  rank: PLANS.indexOf(lowestPlanWith(feature)),
}));
