import type { Plan, PlanOffers } from '../domain/index.ts';
import type { Env } from './env.ts';

/** What this deployment sells, out of its environment. */
export function toPlanOffers(env: Env): PlanOffers {
  const skus = { starter: env.SKU_STARTER, pro: env.SKU_PRO, pro_plus: env.SKU_PRO_PLUS };
  const prices = { starter: env.PRICE_STARTER, pro: env.PRICE_PRO, pro_plus: env.PRICE_PRO_PLUS };
  return {
    skus,
    prices: Object.fromEntries(
      Object.entries(prices).filter(([, price]) => price !== ''),
    ) as Partial<Record<Plan, string>>,
    trialDays: env.TRIAL_DAYS,
  };
}
