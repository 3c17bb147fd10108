import {
  FEATURES,
  lowestPlanWith,
  PLAN_NAMES,
  PLANS,
  type Plan,
} from '../../domain/plans/plans.ts';

/** A plan as a column of the table. */
export const presentPlan = (plan: Plan, currentPlan: Plan) => ({
  plan,
  name: PLAN_NAMES[plan],
  rank: PLANS.indexOf(plan),
  isYours: plan === currentPlan,
});

/** Features in the order of the plans that bring them. */
export const FEATURE_ROWS = FEATURES.map((feature) => ({
  feature,
  rank: PLANS.indexOf(lowestPlanWith(feature)),
}));
