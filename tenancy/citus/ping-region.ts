import type { Knex } from 'knex';
import { isCitus } from './is-citus.ts';

/**
 * Resolves when a region answers; of a Citus cluster, when all of its workers do.
 * @throws the driver's error, or one that names the workers that are down
 */
export async function pingRegion(region: Knex): Promise<void> {
  if (!(await isCitus(region))) {
    await region.raw('SELECT 1');
    return;
  }
  const { rows } = await region.raw(
    `SELECT nodename || ':' || nodeport AS worker FROM run_command_on_workers('SELECT 1') WHERE NOT success`,
  );
  if (rows.length > 0)
    throw new Error(`no answer from ${rows.map(({ worker }: { worker: string }) => worker)}`);
}
