import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { operation } from '../operations/other-operations.ts';
import { findGrantStart } from './find-grant-start.ts';
import { planAt } from './guild-plan.ts';
import { DEFAULT_OFFERS, TRIAL_PLAN } from './offers.ts';
import { isPlan, PLANS, type Plan } from './plans.ts';

/** What gives a guild its plan; `entitlement`: a subscription on Discord. */
export type PlanSource = 'entitlement' | 'coupon' | 'trial' | 'operator';

export interface PlanStatus {
  plan: Plan;
  /** What gives it a plan now or later, the highest plan first. Times in epoch ms. */
  grants: { plan: Plan; source: PlanSource; startsAt: number; endsAt: number | null }[];
  /** The trial that the guild can still have. */
  trial: { plan: Plan; days: number } | null;
  /** Plans above its own, the lowest first. */
  offers: { plan: Plan; price: string | null; skuIds: readonly string[] }[];
}

/** What the guild has, from which source, until when, and what it could have. */
export const getStatus = operation({
  name: 'plans.get_status',
  kind: 'query',
  access: 'member',
  limit: 'artistQuery',
  async run({ deps, caller }: { deps: Deps; caller: Actor }): Promise<PlanStatus> {
    const { tenancy, offers: { skus, prices, trialDays } = DEFAULT_OFFERS } = deps;
    const now = deps.now();
    const grants = await tenancy.control.listGrants(caller.guildId);
    const plan = planAt(grants, now);
    const hadTrial = grants.some(({ source }) => source === 'trial');
    const isTrialUseful = findGrantStart(grants, TRIAL_PLAN, now) === now;
    return {
      plan,
      grants: grants
        .flatMap((grant) => (isPlan(grant.plan) ? [{ ...grant, plan: grant.plan }] : []))
        .filter(({ endsAt }) => endsAt === null || endsAt > now)
        .map(({ plan, source, startsAt, endsAt }) => ({ plan, source, startsAt, endsAt }))
        .toSorted((a, b) => PLANS.indexOf(b.plan) - PLANS.indexOf(a.plan)),
      trial:
        trialDays > 0 && !hadTrial && isTrialUseful ? { plan: TRIAL_PLAN, days: trialDays } : null,
      offers: PLANS.slice(PLANS.indexOf(plan) + 1).map((each) => ({
        plan: each,
        price: prices[each] ?? null,
        skuIds: skus[each] ?? [],
      })),
    };
  },
});
