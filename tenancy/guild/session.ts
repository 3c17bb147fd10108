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

const lentBefore = new WeakSet<DriverConnection>();

/**
 * One pooled connection for the length of one act. Queries go through `handle`, which refuses them
 * once the act has ended: a query that somebody forgot to await must never run inside the next
 * act's transaction, which can be another guild's.
 */
export class Session {
  readonly handle: DriverConnection;
  readonly connection: DriverConnection;
  /** Whether the connection was made for this act; else it was idle before. */
  readonly isNew: boolean;
  #knex: Knex;
  #open = true;

  private constructor(knex: Knex, connection: DriverConnection, dispatch: Dispatch) {
    this.#knex = knex;
    this.connection = connection;
    this.isNew = !lentBefore.has(connection);
    lentBefore.add(connection);
    this.handle = {
      __knexUid: connection.__knexUid,
      query: (...statement: unknown[]) => {
        if (!this.#open) throw new Error('the act has ended; this query was not awaited');
        return dispatch(connection, ...statement);
      },
    } as DriverConnection;
  }

  static async acquire(knex: Knex, dispatch: Dispatch): Promise<Session> {
    return new Session(knex, await knex.client.acquireConnection(), dispatch);
  }

  /** Sends SQL text as it is, outside Knex: door statements and COMMIT. No user value may be in it. */
  send(sql: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.connection.query(sql, (error: unknown, result: unknown) =>
        error ? reject(error) : resolve(result),
      );
    });
  }

  /** From here on no query of the act runs. */
  seal(): void {
    this.#open = false;
  }

  /** Gives the connection back, or has the pool drop it, and those older than now, when it broke. */
  release(broken: unknown = null): void {
    this.#open = false;
    if (broken) {
      this.connection.__knex__disposed = broken;
      discardOlderConnections(this.#knex);
    }
    void this.#knex.client.releaseConnection(this.connection);
  }
}
