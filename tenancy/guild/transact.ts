import { isConnectionLost, isSilence } from '../errors.ts';
import { enqueueRows } from '../outbox/enqueue.ts';
import { OwnDatabaseError } from '../own/index.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from '../types.ts';
import { entryOf, type Place } from './entry/index.ts';
import { guildReader } from './guild-db.ts';
import { LostConnectionError } from './lost-connection.ts';
import { rowIdMaker } from './row-id.ts';
import { Session } from './session.ts';

/** What an act asked to happen once its transaction has committed. */
export interface Effects {
  /** Due times of the outbox rows it wrote. */
  dueTimes: number[];
  changes: LiveChange[];
  hints: (() => Promise<void>)[];
}

const nextRowId = rowIdMaker();

/**
 * Runs `act` in one READ COMMITTED transaction, behind the fence.
 *
 * BEGIN and the fence are on the wire before the act's first statement. When the fence refuses, the
 * fence's error is the one that is thrown, whatever became of the statements behind it.
 */
export async function runWrite<T>(
  place: Place,
  placement: Placement,
  now: number,
  act: (db: GuildWriter) => Promise<T>,
): Promise<{ result: T; effects: Effects }> {
  const effects: Effects = { dueTimes: [], changes: [], hints: [] };
  const result = await inTransaction(
    place,
    (entry, session) => entry.beginWrite(session, placement),
    (session) => act(writer(place, session, placement, now, effects)),
  );
  return { result, effects };
}

/** Runs `look` in one read-only transaction. `snapshot`: all its statements see the same moment. */
export function runRead<T>(
  place: Place,
  placement: Placement,
  now: number,
  look: (db: GuildReader) => Promise<T>,
  snapshot: boolean,
): Promise<T> {
  return inTransaction(
    place,
    (entry, session) => entry.beginRead(session, placement, snapshot),
    (session) => look(guildReader(place.knex, session, placement.guildId, place.engine, now)),
  );
}

async function inTransaction<T>(
  place: Place,
  begin: (entry: ReturnType<typeof entryOf>, session: Session) => Promise<void>,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const entry = entryOf(place);
  const session = await Session.acquire(place.knex, entry.dispatch);
  const entered = begin(entry, session);
  entered.catch(() => {});
  let isCommitting = false;
  try {
    const result = await work(session);
    await entered;
    session.seal();
    isCommitting = true;
    await entry.commit(session);
    session.release();
    return result;
  } catch (error) {
    const isAlive = await abandon(session);
    const reason = await entered.then(
      () => error,
      (refusal) => refusal,
    );
    throw isAlive || isCommitting ? reason : lostConnection(session, reason);
  }
}

/**
 * What a connection that cannot even roll back has failed with. An act's own refusal stays what it is,
 * and a new connection that falls silent says that the database hangs: another would too.
 */
export function lostConnection(session: Session, error: unknown): unknown {
  const isLost = error instanceof OwnDatabaseError || isConnectionLost(error);
  return isLost && !(session.isNew && isSilence(error)) ? new LostConnectionError(error) : error;
}

function writer(
  { knex, engine }: Place,
  session: Session,
  placement: Placement,
  now: number,
  effects: Effects,
): GuildWriter {
  const reader = guildReader(knex, session, placement.guildId, engine, now);
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

/**
 * Rolls back; a connection that cannot even do that is dropped from the pool.
 * @returns whether it could
 */
export async function abandon(session: Session): Promise<boolean> {
  session.seal();
  try {
    await session.send('ROLLBACK');
    session.release();
    return true;
  } catch (error) {
    session.release(error);
    return false;
  }
}
