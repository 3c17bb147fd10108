import { isPlan, planIncludes } from '../plans/plans.ts';

const GRACE_PERIOD_MS = 30 * 86_400_000;

type Grants = readonly { plan: string; startsAt: number; endsAt: number | null }[];

/**
 * Until when a guild may stay in its own database: thirty days after the last plan that has own
 * databases ended. Then intake pauses; reading and leaving go on.
 * @returns epoch ms; null while a plan has them
 */
export function graceEndsAt(grants: Grants, now: number): number | null {
  const qualifyingGrants = grants.filter(
    ({ plan, startsAt }) => isPlan(plan) && planIncludes(plan, 'own_database') && startsAt <= now,
  );
  if (qualifyingGrants.some(({ endsAt }) => endsAt === null || endsAt > now)) return null;
  return Math.max(0, ...qualifyingGrants.map(({ endsAt }) => endsAt ?? 0)) + GRACE_PERIOD_MS;
}
