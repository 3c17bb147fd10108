import { lowestPlanWith, PLAN_NAMES, PLANS, type Plan } from '../../domain/plans/plans.ts';

/** A plan as a column of the table. */
export const presentPlan = (plan: Plan, currentPlan: Plan) => ({
  plan,
  name: PLAN_NAMES[plan],
  rank: PLANS.indexOf(plan),
  isYours: plan === currentPlan,
});

/** Features in the order of the plans that bring them. */
export const FEATURE_ROWS = (
  [
    'submit',
    'review_on_discord',
    'own_data',
    'dm_replies',
    'branding',
    'submit_panel',
    'templates',
    'form_builder',
    'intake_rules',
    'routing',
    'dashboard',
    'storage_region',
    'own_database',
    'notes',
    'assignment',
    'shortlist',
    'quick_statuses',
    'priority',
    'ratings',
    'saved_reasons',
    'tickets',
    'analytics',
    'exports',
    'digest',
    'audit_log',
    'white_label',
    'votes',
    'blind_review',
    'api',
  ] as const
).map((feature) => ({ feature, rank: PLANS.indexOf(lowestPlanWith(feature)) }));
