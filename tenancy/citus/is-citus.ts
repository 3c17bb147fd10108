import type { Knex } from 'knex';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';

const answers = new WeakMap<Knex, boolean>();

/**
 * Whether a region is a Citus cluster. Asked once per pool: a process is restarted after a region
 * was made one.
 * @throws the driver's error
 */
export async function isCitus(region: Knex): Promise<boolean> {
  const known = answers.get(region);
  if (known !== undefined) return known;
  const { rows } = await retryOnConnectionLoss(region, async () =>
    region.raw(`SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS is_citus`),
  );
  const answer = rows[0].is_citus as boolean;
  answers.set(region, answer);
  return answer;
}
