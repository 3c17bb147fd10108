/** Calls per second that an idle process keeps, so that its first calls leave at once. */
const MIN_SHARE = 2;

/**
 * Divides a budget by demand: nobody gets more than they ask for while others lack calls, those who
 * lack calls get the same, and what nobody asks for is divided equally.
 * @param budget calls per second
 * @param demands of each process, calls per second
 * @returns their shares, in the same order; they add up to the budget
 */
export function divideBudget(budget: number, demands: readonly number[]): number[] {
  const count = demands.length;
  const minShare = Math.min(MIN_SHARE, budget / (2 * count));
  let left = budget - count * minShare;
  let withoutShare = count;
  const shares = demands.map(() => minShare);
  const byDemand = demands
    .map((demand, index) => ({ index, wanted: Math.max(0, demand - minShare) }))
    .sort((a, b) => a.wanted - b.wanted);
  for (const { index, wanted } of byDemand) {
    const extra = Math.min(wanted, left / withoutShare);
    shares[index] = minShare + extra;
    left -= extra;
    withoutShare -= 1;
  }
  return shares.map((share) => share + left / count);
}
