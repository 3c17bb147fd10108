import type { Knex } from 'knex';
import { enqueueRows } from '../outbox/enqueue.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from '../types.ts';
import { guildReader } from './guild-db.ts';
import { rowIdMaker } from './row-id.ts';
import { Session } from './session.ts';
import { beginRead, beginWrite } from './statements.ts';

/** What an act asked to happen once its transaction has committed. */
export interface Effects {
  /** Due times of the outbox rows it wrote. */
  dueTimes: number[];
  changes: LiveChange[];
  hints: (() => Promise<void>)[];
}

const nextRowId = rowIdMaker();

/**
 * Runs `act` in one READ COMMITTED transaction of a managed place, behind the fence.
 *
 * BEGIN and the fence are on the wire before the act's first statement and cost it no round trip.
 * When the fence refuses, everything that follows fails inside the aborted transaction; the fence's
 * error is the one that is thrown.
 */
export async function runWrite<T>(
  knex: Knex,
  placement: Placement,
  now: number,
  act: (db: GuildWriter) => Promise<T>,
): Promise<{ result: T; effects: Effects }> {
  const session = await Session.acquire(knex);
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

/**
 * Runs `look` in a read-only transaction. The answer is given as soon as the last query has come
 * back; closing the transaction costs the caller nothing.
 */
export async function runRead<T>(
  knex: Knex,
  placement: Placement,
  now: number,
  look: (db: GuildReader) => Promise<T>,
  snapshot: boolean,
): Promise<T> {
  const session = await Session.acquire(knex);
  const entered = session.send(beginRead(placement, snapshot));
  entered.catch(() => {});
  try {
    const result = await look(guildReader(knex, session, placement.guildId, 'postgres', now));
    await entered;
    session.seal();
    void session.send('COMMIT').then(
      () => session.release(),
      (error) => session.release(error),
    );
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
