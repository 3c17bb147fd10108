import pg from 'pg';
import type { QueryConfig } from './transaction-driver/postgres.ts';

/** The part of pg's connection that a query writes its messages to. */
interface PgConnection {
  bind(message: { statement: string; values: string[] }): void;
  execute(message: { portal?: string }): void;
}

export type Callback = (error: unknown, result?: unknown) => void;

/** What pg's Query does with messages; its published types stop at `submit`. */
interface DriverQuery {
  prepare(connection: PgConnection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: PgConnection): void;
}

const DriverQuery = pg.Query as unknown as new (
  config: QueryConfig & { queryMode: 'extended' },
  values: undefined,
  callback: Callback,
) => DriverQuery;

/** The prepared statement that {@link GuardedQuery} begins with; see migration 011. */
export const GUARD_STATEMENT = {
  name: 'guard',
  prepareSql: 'PREPARE guard (bigint, bigint) AS SELECT enter_read($1, $2)',
};

/**
 * A statement that first enters a guild, in the same message batch. Between two Syncs Postgres runs
 * what it is sent in one implicit transaction: the guild and the read-only mode that the guard sets
 * end with this statement, and when the guard refuses, the statement does not run. So a read costs
 * neither BEGIN nor COMMIT, and a connection never keeps a guild.
 */
export class GuardedQuery extends DriverQuery {
  #guardValues: string[];
  #hasEntered = false;

  /** @param guardValues what the guard is asked: guild and epoch */
  constructor(guardValues: string[], config: QueryConfig, callback: Callback) {
    super({ ...config, queryMode: 'extended' }, undefined, callback);
    this.#guardValues = guardValues;
  }

  override prepare(connection: PgConnection): void {
    connection.bind({ statement: GUARD_STATEMENT.name, values: this.#guardValues });
    connection.execute({});
    super.prepare(connection);
  }

  // The guard's own answer, an empty row, is nobody's.
  override handleDataRow(message: unknown): void {
    if (this.#hasEntered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: PgConnection): void {
    if (this.#hasEntered) super.handleCommandComplete(message, connection);
    else this.#hasEntered = true;
  }
}
