import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';
import { divideBudget } from './divide-budget.ts';

/** A process that did not report for so long has ended, and its share is free. */
const REPORT_LIFETIME = '5 seconds';
/** What a process gets while the others still hold the whole budget, calls per second. */
const FIRST_SHARE = 1;

/**
 * Reports what a process wants of the deployment's REST calls to Discord, and takes its share. Nobody
 * takes what another process still holds, so the shares add up to the budget at most (besides the
 * first shares of processes that have just started): a share grows once the others have reported
 * theirs to be smaller.
 * @param report.demand calls per second that the process would make
 * @param report.budget calls per second of all processes together
 * @returns the process's share, calls per second
 */
export async function takeRestShare(
  control: Knex,
  report: { processId: string; demand: number; budget: number },
): Promise<number> {
  const { processId, demand, budget } = report;
  return control.transaction(async (transaction) => {
    // One report at a time; each takes a millisecond, once a second per process.
    await transaction.raw('LOCK TABLE rest_shares IN SHARE ROW EXCLUSIVE MODE');
    await transaction.raw(
      `DELETE FROM rest_shares WHERE reported_at < clock_timestamp() - interval '${REPORT_LIFETIME}'`,
    );
    const others = (await transaction('rest_shares')
      .whereNot('process_id', processId)
      .select('demand', 'share')) as DatabaseRow[];
    const [target = 0] = divideBudget(budget, [demand, ...others.map((other) => other.demand)]);
    const free = budget - others.reduce((sum, { share }) => sum + share, 0);
    const share = Math.max(FIRST_SHARE, Math.min(target, free));
    await transaction('rest_shares')
      .insert({
        process_id: processId,
        demand,
        share,
        reported_at: transaction.raw('clock_timestamp()'),
      })
      .onConflict('process_id')
      .merge();
    return share;
  });
}

/** Frees the share of a process that ends. */
export async function releaseRestShare(control: Knex, processId: string): Promise<void> {
  await control('rest_shares').where('process_id', processId).delete();
}
