import { can, isPlan } from '../plans/plans.ts';

const GRACE_MS = 30 * 86_400_000;

type Grants = readonly { plan: string; startsAt: number; endsAt: number | null }[];

/**
 * Until when a guild may stay in its own database: thirty days after the last plan that has own
 * databases ended. Then intake pauses; reading and leaving go on.
 * @returns epoch ms; null while a plan has them
 */
export function leaveBy(grants: Grants, now: number): number | null {
  const having = grants.filter(
    ({ plan, startsAt }) => isPlan(plan) && can(plan, 'own_database') && startsAt <= now,
  );
  if (having.some(({ endsAt }) => endsAt === null || endsAt > now)) return null;
  return Math.max(0, ...having.map(({ endsAt }) => endsAt ?? 0)) + GRACE_MS;
}
