import type { Knex } from 'knex';
import { enqueueRows } from '../outbox/enqueue.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from '../types.ts';
import { GUARD, GuardedQuery } from './guarded-query.ts';
import { guildReader } from './guild-db.ts';
import { rowIdMaker } from './row-id.ts';
import { type Dispatch, type DriverConnection, Session } from './session.ts';
import type { StatementNames } from './statement-names.ts';
import { beginSnapshot, beginWrite } from './statements.ts';

/** A managed database, and the names of the statements that its connections know. */
export interface Place {
  knex: Knex;
  names: StatementNames;
}

/** What an act asked to happen once its transaction has committed. */
export interface Effects {
  /** Due times of the outbox rows it wrote. */
  dueTimes: number[];
  changes: LiveChange[];
  hints: (() => Promise<void>)[];
}

const nextRowId = rowIdMaker();

const named =
  (names: StatementNames): Dispatch =>
  (connection, config, callback) =>
    connection.query({ ...config, name: names.of(config.text) }, callback);

/**
 * Runs `act` in one READ COMMITTED transaction of a managed place, behind the fence.
 *
 * BEGIN and the fence are on the wire before the act's first statement and cost it no round trip.
 * When the fence refuses, everything that follows fails inside the aborted transaction; the fence's
 * error is the one that is thrown.
 */
export async function runWrite<T>(
  { knex, names }: Place,
  placement: Placement,
  now: number,
  act: (db: GuildWriter) => Promise<T>,
): Promise<{ result: T; effects: Effects }> {
  const session = await Session.acquire(knex, named(names));
  const effects: Effects = { dueTimes: [], changes: [], hints: [] };
  const entered = session.send(beginWrite(placement));
  entered.catch(() => {});
  try {
    const result = await act(writer(knex, session, placement, now, effects));
    await entered;
    session.seal();
    const done = await session.send('COMMIT');
    // A COMMIT of an aborted transaction succeeds with the tag ROLLBACK: an act that swallowed a
    // failed statement must not be told that it was saved.
    if (lastTag(done) !== 'COMMIT') throw new Error('the transaction was rolled back');
    session.release();
    return { result, effects };
  } catch (error) {
    await abandon(session);
    throw await entered.then(
      () => error,
      (refusal) => refusal,
    );
  }
}

/** Connections on which the guard is prepared. */
const guarded = new WeakSet<DriverConnection>();

/** Runs `look`: each of its statements enters the guild by itself, read only; see GuardedQuery. */
export async function runRead<T>(
  { knex, names }: Place,
  placement: Placement,
  now: number,
  look: (db: GuildReader) => Promise<T>,
): Promise<T> {
  const entry = [placement.guildId, placement.epoch];
  const session = await Session.acquire(knex, (connection, { text, values }, callback) =>
    connection.query(new GuardedQuery(entry, { text, values, name: names.of(text) }, callback)),
  );
  if (!guarded.has(session.connection))
    session.send(GUARD.prepare).then(
      () => guarded.add(session.connection),
      // The first statement of `look` fails for the same reason, and is heard.
      () => {},
    );
  try {
    const result = await look(guildReader(knex, session, placement.guildId, 'postgres', now));
    session.release();
    return result;
  } catch (error) {
    await abandon(session);
    throw error;
  }
}

/** Runs `look` in one read-only transaction, in which all statements see the same moment. */
export async function runSnapshot<T>(
  { knex, names }: Place,
  placement: Placement,
  now: number,
  look: (db: GuildReader) => Promise<T>,
): Promise<T> {
  const session = await Session.acquire(knex, named(names));
  const entered = session.send(beginSnapshot(placement));
  entered.catch(() => {});
  try {
    const result = await look(guildReader(knex, session, placement.guildId, 'postgres', now));
    await entered;
    session.seal();
    await session.send('COMMIT');
    session.release();
    return result;
  } catch (error) {
    await abandon(session);
    throw await entered.then(
      () => error,
      (refusal) => refusal,
    );
  }
}

function writer(
  knex: Knex,
  session: Session,
  placement: Placement,
  now: number,
  effects: Effects,
): GuildWriter {
  const reader = guildReader(knex, session, placement.guildId, 'postgres', now);
  const db: GuildWriter = Object.assign(reader, {
    newId: () => nextRowId(now),
    enqueue: async (entries: Parameters<GuildWriter['enqueue']>[0]) => {
      effects.dueTimes.push(...entries.map(({ dueAt }) => dueAt ?? now));
      return enqueueRows(db, entries);
    },
    wakeAt: (dueAt: number) => {
      effects.dueTimes.push(dueAt);
    },
    announce: (change: { number: number; kind: string }) => {
      effects.changes.push({ guildId: placement.guildId, ...change });
    },
    afterCommit: (hint: () => Promise<void>) => {
      effects.hints.push(hint);
    },
  });
  return db;
}

/** pg answers a text of several statements with a list of results. */
function lastTag(result: { command?: string } | { command?: string }[]): string | undefined {
  return Array.isArray(result) ? result.at(-1)?.command : result.command;
}

/** Rolls back; a connection that cannot even do that is dropped from the pool. */
async function abandon(session: Session): Promise<void> {
  session.seal();
  try {
    await session.send('ROLLBACK');
    session.release();
  } catch (error) {
    session.release(error);
  }
}
