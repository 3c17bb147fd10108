import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';
import { isCitus } from './is-citus.ts';

/**
 * Rows of all guilds of a region. A Citus cluster's workers are asked one by one, because a query
 * over all of them fails when a single one is down: its guilds are missing here, as they are
 * unavailable everywhere.
 * @param toSql a SELECT from `relation`, without user input. Values of 64 bits have to be cast to
 *   text: from workers rows come as JSON.
 * @returns the rows of each worker; a LIMIT or an aggregate of `toSql` is per worker
 * @throws the driver's error
 */
export async function selectAcrossGuilds(
  region: Knex,
  table: string,
  toSql: (relation: string) => string,
): Promise<DatabaseRow[]> {
  if (!(await isCitus(region))) return (await region.raw(toSql(`vektra.${table}`))).rows;
  const { rows } = await region.raw(RUN_ON_WORKERS_SQL, [
    `vektra.${table}`,
    `SELECT json_agg(r) FROM (${toSql(`(%s) AS ${table}`)}) AS r`,
  ]);
  return (rows as { success: boolean; result: string }[]).flatMap(({ success, result }) =>
    success && result !== '' ? (JSON.parse(result) as DatabaseRow[]) : [],
  );
}

/** On each worker a command in which `%s` stands for all of the table's shards there. */
const RUN_ON_WORKERS_SQL = `
  WITH shards AS (
    SELECT n.nodename, n.nodeport,
           string_agg('SELECT * FROM ' || shard_name(s.logicalrelid, s.shardid), ' UNION ALL ') AS rows
      FROM pg_dist_shard s
      JOIN pg_dist_placement p USING (shardid)
      JOIN pg_dist_node n USING (groupid)
     WHERE s.logicalrelid = ?::regclass AND n.noderole = 'primary'
     GROUP BY n.nodename, n.nodeport
  ), commands AS (
    SELECT array_agg(nodename) AS names, array_agg(nodeport) AS ports,
           array_agg(replace(?, '%s', rows)) AS texts
      FROM shards
  )
  SELECT r.success, r.result
    FROM commands c, master_run_on_worker(c.names, c.ports, c.texts, true) AS r`;
