import type { Knex } from 'knex';
import type { GuildReader, Placement } from '../types.ts';
import { type Callback, GUARD_STATEMENT, GuardedQuery } from './guarded-query.ts';
import { createGuildReader } from './guild-reader.ts';
import { type DriverConnection, PooledConnection } from './pooled-connection.ts';
import { rollBack, toLostConnectionError } from './run-transaction.ts';
import type { StatementNames } from './statement-names.ts';
import type { QueryConfig } from './transaction-driver/postgres.ts';

/** Connections on which the guard is prepared. */
const preparedConnections = new WeakSet<DriverConnection>();

/**
 * Runs `look` in a region's cluster: each of its statements enters the guild by itself, read only;
 * see GuardedQuery.
 */
export async function runGuardedRead<T>(
  { knex, statementNames }: { knex: Knex; statementNames: StatementNames },
  placement: Placement,
  now: number,
  query: (db: GuildReader) => Promise<T>,
): Promise<T> {
  const guardValues = [placement.guildId, placement.epoch];
  const connection = await PooledConnection.acquire(knex, (connection, config, callback) => {
    const { text, values } = config as QueryConfig;
    const namedConfig = { text, values, name: statementNames.nameFor(text) };
    return connection.query(new GuardedQuery(guardValues, namedConfig, callback as Callback));
  });
  if (!preparedConnections.has(connection.driverConnection))
    connection.send(GUARD_STATEMENT.prepareSql).then(
      () => preparedConnections.add(connection.driverConnection),
      // The first statement of `look` fails for the same reason, and is heard.
      () => {},
    );
  try {
    const result = await query(
      createGuildReader(knex, connection, placement.guildId, 'postgres', now),
    );
    connection.release();
    return result;
  } catch (error) {
    throw (await rollBack(connection)) ? error : toLostConnectionError(connection, error);
  }
}
