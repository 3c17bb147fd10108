/** Plans, from the lowest to the highest. */
export const PLANS = ['free', 'starter', 'pro', 'pro_plus'] as const;
export type Plan = (typeof PLANS)[number];

export const PLAN_NAMES: Record<Plan, string> = {
  free: 'Free',
  starter: 'Starter',
  pro: 'Pro',
  pro_plus: 'Pro+',
};

/** The lowest plan that has each feature. Bot and dashboard both ask this one table. */
const LOWEST_PLAN_BY_FEATURE = {
  submit: 'free',
  review_on_discord: 'free',
  own_data: 'free',
  dm_replies: 'starter',
  branding: 'starter',
  submit_panel: 'starter',
  templates: 'starter',
  form_builder: 'starter',
  intake_rules: 'starter',
  routing: 'starter',
  dashboard: 'pro',
  storage_region: 'pro',
  own_database: 'pro',
  notes: 'pro',
  assignment: 'pro',
  shortlist: 'pro',
  quick_statuses: 'pro',
  priority: 'pro',
  ratings: 'pro',
  saved_reasons: 'pro',
  tickets: 'pro',
  analytics: 'pro',
  exports: 'pro',
  digest: 'pro',
  audit_log: 'pro',
  white_label: 'pro_plus',
  votes: 'pro_plus',
  blind_review: 'pro_plus',
  api: 'pro_plus',
} as const satisfies Record<string, Plan>;

export type Feature = keyof typeof LOWEST_PLAN_BY_FEATURE;

/** The lowest plan that has the feature. */
export const lowestPlanWith = (feature: Feature): Plan => LOWEST_PLAN_BY_FEATURE[feature];

/** Whether a guild on `plan` may use `feature`. */
export const planIncludes = (plan: Plan, feature: Feature): boolean =>
  PLANS.indexOf(plan) >= PLANS.indexOf(LOWEST_PLAN_BY_FEATURE[feature]);

export const isPlan = (value: unknown): value is Plan => PLANS.includes(value as Plan);

/** The highest of several plans; `free` for none. */
export const highestPlan = (plans: readonly Plan[]): Plan =>
  PLANS[Math.max(0, ...plans.map((plan) => PLANS.indexOf(plan)))] ?? 'free';
