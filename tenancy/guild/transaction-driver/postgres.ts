import type { Placement } from '../../types.ts';
import type { Dispatch, PooledConnection } from '../pooled-connection.ts';
import type { StatementNames } from '../statement-names.ts';
import { requireNumericId, type TransactionDriver } from './types.ts';

/** A statement as Knex gives it to pg. */
export interface QueryConfig {
  text: string;
  values?: unknown[];
  name?: string | undefined;
}

/**
 * Postgres: the fence is checked inside SQL (see migration 011), so that a refusal aborts the
 * transaction by itself, whatever is already on the wire behind it.
 * @param statementNames null for customer databases: a pooler does not keep prepared statements
 */
export function createPostgresTransactionDriver(
  statementNames: StatementNames | null,
): TransactionDriver {
  const dispatch: Dispatch = statementNames
    ? (connection, config, callback) => {
        const { text, values } = config as QueryConfig;
        return connection.query({ text, values, name: statementNames.nameFor(text) }, callback);
      }
    : (connection, config, callback) => connection.query(config, callback);
  const beginAndEnter = async (
    connection: PooledConnection,
    begin: string,
    enterFunction: string,
    placement: Placement,
  ) => {
    await connection.send(
      `${begin}; SELECT vektra.${enterFunction}(${requireNumericId(placement.guildId)}, ${requireNumericId(placement.epoch)})`,
    );
  };
  return {
    dispatch,
    beginWrite: (connection, placement) =>
      beginAndEnter(connection, 'BEGIN', 'enter_write', placement),
    beginRead: (connection, placement, snapshot) =>
      beginAndEnter(
        connection,
        snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN',
        'enter_read',
        placement,
      ),
    // A COMMIT of an aborted transaction succeeds with the tag ROLLBACK: an act that swallowed a
    // failed statement must not be told that it was saved.
    async commit(connection) {
      const result = (await connection.send('COMMIT')) as CommandResult | CommandResult[];
      const tag = Array.isArray(result) ? result.at(-1)?.command : result.command;
      if (tag !== 'COMMIT') throw new Error('the transaction was rolled back');
    },
  };
}

/** pg answers a text of several statements with a list of results. */
interface CommandResult {
  command?: string;
}
