import type { Placement } from '../../types.ts';
import type { PooledConnection } from '../pooled-connection.ts';
import { requireNumericId, type TransactionDriver } from './types.ts';

/** A refused guard, with the codes that Postgres raises; see migration 011. */
class FenceError extends Error {
  readonly code: 'VK001' | 'VK002';

  constructor(code: 'VK001' | 'VK002') {
    super(code);
    this.code = code;
  }
}

/**
 * MySQL and MariaDB: without functions of ours there, the fence row is read first. The driver
 * queues statements, so the act's own ones wait behind; what they did is rolled back when the fence
 * refuses.
 */
export function createMysqlTransactionDriver(): TransactionDriver {
  // MySQL rolls back a whole transaction by itself (a deadlock) and then commits what came after:
  // an act that swallowed a failed statement must not be told that it was saved.
  const failedConnections = new WeakSet<object>();
  return {
    dispatch: (connection, options, values, callback) =>
      connection.query(options, values, (error: unknown, rows: unknown, fields: unknown) => {
        if (error) failedConnections.add(connection);
        (callback as (...results: unknown[]) => void)(error, rows, fields);
      }),
    async beginWrite(connection, placement) {
      failedConnections.delete(connection.driverConnection);
      const [, mode] = await Promise.all([
        connection.send('START TRANSACTION'),
        readFenceMode(connection, placement, ' LOCK IN SHARE MODE'),
      ]);
      // As vektra.enter_write does: a database that is about to open is waited for.
      if (mode === 'fenced' || mode === 'filling') throw new FenceError('VK002');
      if (mode !== 'open' && mode !== 'copying') throw new FenceError('VK001');
    },
    async beginRead(connection, placement, snapshot) {
      failedConnections.delete(connection.driverConnection);
      const beginStatements = snapshot
        ? [
            connection.send('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'),
            connection.send('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'),
          ]
        : [connection.send('START TRANSACTION READ ONLY')];
      const mode = (
        await Promise.all([...beginStatements, readFenceMode(connection, placement, '')])
      ).at(-1);
      if (mode === 'filling') throw new FenceError('VK002');
      if (mode !== 'open' && mode !== 'copying' && mode !== 'fenced') throw new FenceError('VK001');
    },
    async commit(connection) {
      if (failedConnections.has(connection.driverConnection))
        throw new Error('the transaction was rolled back');
      await connection.send('COMMIT');
    },
  };
}

async function readFenceMode(
  connection: PooledConnection,
  { guildId, epoch }: Placement,
  lockClause: string,
): Promise<unknown> {
  const rows = await connection.send(
    `SELECT mode FROM guild_fence WHERE guild_id = ${requireNumericId(guildId)} AND epoch = ${requireNumericId(epoch)}${lockClause}`,
  );
  return (rows as { mode?: unknown }[])[0]?.mode;
}
