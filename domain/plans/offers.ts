import type { Plan } from './plans.ts';

/** What this deployment offers: prices and shop items are its configuration. */
export interface PlanOffers {
  /** Discord SKUs that give a plan, e.g. one by the month and one by the year. */
  skus: Readonly<Partial<Record<Plan, readonly string[]>>>;
  /** As it is shown, e.g. `€29 a month`. */
  prices: Readonly<Partial<Record<Plan, string>>>;
  /** How long a trial lasts; 0: there is none. */
  trialDays: number;
}

export const DEFAULT_OFFERS: PlanOffers = { skus: {}, prices: {}, trialDays: 14 };

/** What a trial gives. */
export const TRIAL_PLAN: Plan = 'pro';
