import { isPlan, PLANS, type Plan } from './plans.ts';

/**
 * When a further grant would begin to add something to those that there are: after the last of an
 * unbroken chain that gives as much.
 * @param grants times in epoch ms
 * @returns null: one of them gives as much and has no end
 */
export function findGrantStart(
  grants: readonly { plan: string; startsAt: number; endsAt: number | null }[],
  plan: Plan,
  now: number,
): number | null {
  const giveAsMuch = grants
    .filter((grant) => isPlan(grant.plan) && PLANS.indexOf(grant.plan) >= PLANS.indexOf(plan))
    .toSorted((a, b) => a.startsAt - b.startsAt);
  let start = now;
  for (const { startsAt, endsAt } of giveAsMuch) {
    if (startsAt > start) continue;
    if (endsAt === null) return null;
    start = Math.max(start, endsAt);
  }
  return start;
}
