import { CustomerDatabaseError } from '../customer-database/index.ts';
import { isConnectionLost, isResponseTimeout } from '../errors.ts';
import { enqueueRows } from '../outbox/enqueue.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from '../types.ts';
import { createGuildReader } from './guild-reader.ts';
import { LostConnectionError } from './lost-connection-error.ts';
import { PooledConnection } from './pooled-connection.ts';
import { createRowIdGenerator } from './row-id.ts';
import { type TenantDatabase, transactionDriverFor } from './transaction-driver/index.ts';

/** What an act asked to happen once its transaction has committed. */
export interface CommitEffects {
  /** Due times of the outbox rows it wrote. */
  dueTimes: number[];
  changes: LiveChange[];
  hooks: (() => Promise<void>)[];
}

const nextRowId = createRowIdGenerator();

/**
 * Runs `act` in one READ COMMITTED transaction, behind the fence.
 *
 * BEGIN and the fence are on the wire before the operation's first statement. When the fence
 * refuses, the fence's error is the one that is thrown, whatever became of the statements behind
 * it.
 */
export async function runWrite<T>(
  database: TenantDatabase,
  placement: Placement,
  now: number,
  mutation: (db: GuildWriter) => Promise<T>,
): Promise<{ result: T; effects: CommitEffects }> {
  const effects: CommitEffects = { dueTimes: [], changes: [], hooks: [] };
  const result = await inTransaction(
    database,
    (driver, connection) => driver.beginWrite(connection, placement),
    (connection) => mutation(createGuildWriter(database, connection, placement, now, effects)),
    { awaitsEnd: true },
  );
  return { result, effects };
}

/**
 * Runs `query` in one read-only transaction. `snapshot`: all its statements see the same moment. In a
 * region its end is not waited for: nothing can be lost by it.
 */
export function runRead<T>(
  database: TenantDatabase,
  placement: Placement,
  now: number,
  query: (db: GuildReader) => Promise<T>,
  snapshot: boolean,
): Promise<T> {
  return inTransaction(
    database,
    (driver, connection) => driver.beginRead(connection, placement, snapshot),
    (connection) =>
      query(createGuildReader(database.knex, connection, placement.guildId, database.engine, now)),
    { awaitsEnd: database.statementNames === null },
  );
}

async function inTransaction<T>(
  database: TenantDatabase,
  begin: (
    driver: ReturnType<typeof transactionDriverFor>,
    connection: PooledConnection,
  ) => Promise<void>,
  work: (connection: PooledConnection) => Promise<T>,
  { awaitsEnd }: { awaitsEnd: boolean },
): Promise<T> {
  const driver = transactionDriverFor(database);
  const connection = await PooledConnection.acquire(database.knex, driver.dispatch);
  const entering = begin(driver, connection);
  entering.catch(() => {});
  let isCommitting = false;
  try {
    const result = await work(connection);
    await entering;
    connection.stopQueries();
    if (!awaitsEnd) {
      connection.releaseBehind('COMMIT');
      return result;
    }
    isCommitting = true;
    await driver.commit(connection);
    connection.release();
    return result;
  } catch (error) {
    const isAlive = await rollBack(connection);
    const reason = await entering.then(
      () => error,
      (refusal) => refusal,
    );
    throw isAlive || isCommitting ? reason : toLostConnectionError(connection, reason);
  }
}

/**
 * What a connection that cannot even roll back has failed with. An act's own refusal stays what it
 * is, and a new connection that falls silent says that the database hangs: another would too.
 */
export function toLostConnectionError(connection: PooledConnection, error: unknown): unknown {
  const isLost = error instanceof CustomerDatabaseError || isConnectionLost(error);
  return isLost && !(connection.isNew && isResponseTimeout(error))
    ? new LostConnectionError(error)
    : error;
}

function createGuildWriter(
  { knex, engine }: TenantDatabase,
  connection: PooledConnection,
  placement: Placement,
  now: number,
  effects: CommitEffects,
): GuildWriter {
  const reader = createGuildReader(knex, connection, placement.guildId, engine, now);
  const db: GuildWriter = Object.assign(reader, {
    newId: () => nextRowId(now),
    enqueue: async (entries: Parameters<GuildWriter['enqueue']>[0]) => {
      effects.dueTimes.push(...entries.map(({ dueAt }) => dueAt ?? now));
      return enqueueRows(db, entries);
    },
    wakeAt: (dueAt: number) => {
      effects.dueTimes.push(dueAt);
    },
    publishChange: (change: { number: number; kind: string }) => {
      effects.changes.push({ guildId: placement.guildId, ...change });
    },
    afterCommit: (hook: () => Promise<void>) => {
      effects.hooks.push(hook);
    },
  });
  return db;
}

/**
 * Rolls back; a connection that cannot even do that is dropped from the pool.
 * @returns whether it could
 */
export async function rollBack(connection: PooledConnection): Promise<boolean> {
  connection.stopQueries();
  try {
    await connection.send('ROLLBACK');
    connection.release();
    return true;
  } catch (error) {
    connection.release(error);
    return false;
  }
}
