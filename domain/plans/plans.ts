/** Plans, from the lowest to the highest. */
export const PLANS = ['free', 'starter', 'pro', 'pro_plus'] as const;
export type Plan = (typeof PLANS)[number];

export const PLAN_NAMES: Record<Plan, string> = {
  free: 'Free',
  starter: 'Starter',
  pro: 'Pro',
  pro_plus: 'Pro+',
};

/** The lowest plan that includes each feature. Bot and dashboard both ask this one table. */
const LOWEST_PLAN_BY_FEATURE = {
  submit: 'free',
  review_on_discord: 'free',
  dm_replies: 'starter',
  routing: 'starter',
  intake_rules: 'starter',
  submit_panel: 'starter',
  form_builder: 'starter',
  templates: 'starter',
  dashboard: 'pro',
  tags: 'pro',
  notes: 'pro',
  shortlist: 'pro',
  quick_statuses: 'pro',
  assignment: 'pro',
  ratings: 'pro',
  priority: 'pro',
  listening_queue: 'pro',
  saved_reasons: 'pro',
  storage_region: 'pro',
  own_database: 'pro',
  own_bucket: 'pro_plus',
} as const satisfies Record<string, Plan>;

export type Feature = keyof typeof LOWEST_PLAN_BY_FEATURE;

/** The lowest plan that has the feature. */
export const lowestPlanWith = (feature: Feature): Plan => LOWEST_PLAN_BY_FEATURE[feature];

/** Whether a guild on `plan` may use `feature`. */
export const planIncludes = (plan: Plan, feature: Feature): boolean =>
  PLANS.indexOf(plan) >= PLANS.indexOf(LOWEST_PLAN_BY_FEATURE[feature]);

/** Every feature, in the order in which plans are described. */
export const FEATURES = Object.keys(LOWEST_PLAN_BY_FEATURE) as readonly Feature[];

/** What a plan includes beyond the ones below it. */
export const listAddedFeatures = (plan: Plan): Feature[] =>
  FEATURES.filter((feature) => lowestPlanWith(feature) === plan);

export const isPlan = (value: unknown): value is Plan => PLANS.includes(value as Plan);

/** The highest of several plans; `free` for none. */
export const highestPlan = (plans: readonly Plan[]): Plan =>
  PLANS[Math.max(0, ...plans.map((plan) => PLANS.indexOf(plan)))] ?? 'free';
