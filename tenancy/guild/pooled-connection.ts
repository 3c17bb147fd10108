import type { Knex } from 'knex';
import { discardOlderConnections } from '../pools/stale-connections.ts';

/** What a Knex client runs statements on: pg's and mysql2's connections both have it. */
export interface DriverConnection {
  // biome-ignore lint/suspicious/noExplicitAny: two drivers' overloads, only passed on
  query(...args: any[]): any;
  __knexUid?: string;
  __knex__disposed?: unknown;
}

/** How a statement of the act goes to the driver; the arguments are those of Knex's client. */
export type Dispatch = (connection: DriverConnection, ...statement: unknown[]) => unknown;

const usedConnections = new WeakSet<DriverConnection>();

/**
 * One pooled connection for the length of one act. Queries go through `handle`, which refuses them
 * once the act has ended: a query that somebody forgot to await must never run inside the next
 * act's transaction, which can be another guild's.
 */
export class PooledConnection {
  readonly handle: DriverConnection;
  readonly driverConnection: DriverConnection;
  /** Whether the connection was made for this act; else it was idle before. */
  readonly isNew: boolean;
  #knex: Knex;
  #isOpen = true;

  private constructor(knex: Knex, connection: DriverConnection, dispatch: Dispatch) {
    this.#knex = knex;
    this.driverConnection = connection;
    this.isNew = !usedConnections.has(connection);
    usedConnections.add(connection);
    this.handle = {
      __knexUid: connection.__knexUid,
      query: (...statement: unknown[]) => {
        if (!this.#isOpen) throw new Error('the act has ended; this query was not awaited');
        return dispatch(connection, ...statement);
      },
    } as DriverConnection;
  }

  static async acquire(knex: Knex, dispatch: Dispatch): Promise<PooledConnection> {
    return new PooledConnection(knex, await knex.client.acquireConnection(), dispatch);
  }

  /**
   * Sends SQL text as it is, outside Knex: guard statements and COMMIT. No user value may be in it.
   */
  send(sql: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.driverConnection.query(sql, (error: unknown, result: unknown) =>
        error ? reject(error) : resolve(result),
      );
    });
  }

  /** From here on no query of the act runs. */
  stopQueries(): void {
    this.#isOpen = false;
  }

  /**
   * Sends a last statement and gives the connection back at once: the driver sends what the next act
   * does behind it.
   */
  releaseBehind(sql: string): void {
    this.send(sql).catch((error) => {
      this.driverConnection.__knex__disposed = error;
    });
    this.release();
  }

  /**
   * Gives the connection back, or has the pool drop it, and those older than now, when it broke.
   */
  release(error: unknown = null): void {
    this.#isOpen = false;
    if (error) {
      this.driverConnection.__knex__disposed = error;
      discardOlderConnections(this.#knex);
    }
    void this.#knex.client.releaseConnection(this.driverConnection);
  }
}
