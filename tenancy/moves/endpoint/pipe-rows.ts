import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { FOREIGN_TOKEN_CODE, LostLeaseError } from '../move-problem.ts';
import type { MovedTable } from '../moved-tables.ts';
import { guildCondition, keyRangeCondition, type RowKey } from './key-conditions.ts';
import type { MoveEndpoint } from './move-endpoint.ts';

/**
 * Copies rows from one region's cluster to another as they are, without reading them: COPY piped
 * into COPY. Both ends are the mover role, for row security refuses COPY; which rows go is the
 * source's WHERE, and the target's fence is held meanwhile.
 * @param range keys behind `after`, up to `upTo` (null: to the end)
 */
export async function pipeRows(
  endpoints: { source: MoveEndpoint; target: MoveEndpoint; token: string },
  table: MovedTable,
  range: { after: RowKey | null; upTo: RowKey | null },
): Promise<{ rows: number; bytes: number }> {
  const { source, target } = endpoints;
  const columns = source.quoteColumns(table.columns);
  const sourceConnection = await source.mapErrors(() => acquireConnection(source));
  let targetConnection: pg.PoolClient | undefined;
  let failure: unknown = null;
  try {
    targetConnection = await target.mapErrors(() => acquireConnection(target));
    const where = [
      inlineBindings(sourceConnection, keyRangeCondition(source, table, '>', range.after)),
      inlineBindings(sourceConnection, keyRangeCondition(source, table, '<=', range.upTo)),
    ].join(' AND ');
    const copyOut = copyStreams.to(
      `COPY (SELECT guild_id, ${columns} FROM ${source.quoteTable(table.name)}
              WHERE ${guildCondition(source)} AND ${where}) TO STDOUT (FORMAT binary)`,
    );
    const copyIn = copyStreams.from(
      `COPY ${target.quoteTable(table.name)} (guild_id, ${columns}) FROM STDIN (FORMAT binary)`,
    );
    const client = targetConnection;
    await target.mapErrors(() =>
      client.query(
        `BEGIN; SELECT vektra.enter_fill(${target.guildId}, ${client.escapeLiteral(endpoints.token)})`,
      ),
    );
    let bytes = 0;
    await target.mapErrors(async () => {
      const reading = sourceConnection.query(copyOut);
      reading.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      await pipeline(reading, client.query(copyIn));
      await client.query('COMMIT');
    });
    return { rows: copyIn.rowCount, bytes };
  } catch (error) {
    failure = error;
    throw (error as { code?: unknown }).code === FOREIGN_TOKEN_CODE ? new LostLeaseError() : error;
  } finally {
    // A stream that broke off leaves its connection in the middle of a COPY.
    releaseConnection(source, sourceConnection, failure);
    if (targetConnection) releaseConnection(target, targetConnection, failure);
  }
}

const acquireConnection = (endpoint: MoveEndpoint): Promise<pg.PoolClient> =>
  endpoint.database.mover.client.acquireConnection();

function releaseConnection(
  endpoint: MoveEndpoint,
  connection: pg.PoolClient,
  failure: unknown,
): void {
  if (failure) {
    (connection as { __knex__disposed?: unknown }).__knex__disposed = failure;
    // Its server ends what it was doing when the connection goes.
    (
      connection as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
  }
  void endpoint.database.mover.client.releaseConnection(connection);
}

/** COPY takes no parameters. Keys are ids and names; quoting is the driver's. */
function inlineBindings(
  client: pg.PoolClient,
  { sql, bindings }: { sql: string; bindings: string[] },
) {
  let nextIndex = 0;
  return sql.replace(/\?/g, () => client.escapeLiteral(bindings[nextIndex++] ?? ''));
}
