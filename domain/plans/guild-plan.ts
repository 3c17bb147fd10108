import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import {
  type Feature,
  highestPlan,
  isPlan,
  lowestPlanWith,
  type Plan,
  planIncludes,
} from './plans.ts';

/** The highest plan that is granted at this moment. */
export function planAt(
  grants: readonly { plan: string; startsAt: number; endsAt: number | null }[],
  now: number,
): Plan {
  return highestPlan(
    grants
      .filter(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now))
      .map(({ plan }) => plan)
      .filter(isPlan),
  );
}

/**
 * A guild's plan; Free for one that was never set up. From the registry, never from the guild's own
 * data.
 */
export async function getGuildPlan({ tenancy, now }: Deps, guildId: string): Promise<Plan> {
  try {
    return planAt((await tenancy.getPlacement(guildId)).grants, now());
  } catch (error) {
    if ((error as { code?: string }).code !== 'unknown_guild') throw error;
    return planAt(await tenancy.control.listGrantsOfGuilds([guildId]), now());
  }
}

/** @throws VektraError `plan_required` that names the plan */
export function assertPlanIncludes(plan: Plan, feature: Feature): void {
  if (!planIncludes(plan, feature))
    throw new VektraError('plan_required', { values: { feature, plan: lowestPlanWith(feature) } });
}

/** @throws VektraError `plan_required` that names the plan */
export async function requireFeature(deps: Deps, guildId: string, feature: Feature): Promise<void> {
  assertPlanIncludes(await getGuildPlan(deps, guildId), feature);
}
