import createKnex, { type Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { systemClock } from '../secrets/clock.ts';
import { Breaker, type BreakerStatus } from './breaker.ts';
import { OwnBusyError, OwnStatementError } from './errors.ts';
import { nameOf, type OwnPoolKey } from './pool.ts';
import { Shelf, type ShelfOptions } from './shelf.ts';
import type { OwnDatabase } from './types.ts';

export type OwnPoolsOptions = Pick<ShelfOptions, 'open'> & Partial<ShelfOptions>;

/** A pool as operators see it: no address. */
export interface OwnPoolStatus extends OwnPoolKey {
  /** Whether it is open now. */
  open: boolean;
  users: number;
  sockets: number;
  /** Round trip when it last connected, ms. */
  latencyMs: number | null;
  breaker: BreakerStatus;
}

/** The pools of own databases in this process, and what keeps a bad one from harming the others. */
export interface OwnPools {
  /**
   * Runs `work` on the pool of a key, which is opened when it is not.
   * @param load reads the database's address and credentials; asked when the pool is opened only
   * @throws OwnDatabaseError, at once while the breaker is open; OwnBusyError; what `load` or `work`
   *   throws
   */
  use<T>(
    key: OwnPoolKey,
    load: () => Promise<OwnDatabase>,
    work: (knex: Knex) => Promise<T>,
  ): Promise<T>;
  /**
   * A socket of the process's budget, for a connection that is in no pool: a test's, a move's.
   * @returns how to give it back
   * @throws OwnBusyError when none is free in time
   */
  slot(): Promise<() => void>;
  /** Closes a key's pool once its users are done; for rotation. */
  drain(key: OwnPoolKey): Promise<void>;
  /** The guild's database was seen to answer: its breaker need not wait. */
  trust(guildId: string): void;
  status(): OwnPoolStatus[];
  /** Waits for all users and closes all pools. */
  close(): Promise<void>;
}

/** What is known of keys that were not used for longest is forgotten. */
const MAX_KEYS = 10_000;

export function createOwnPools(options: OwnPoolsOptions): OwnPools {
  const clock = options.clock ?? systemClock;
  const shelf = new Shelf({
    maxPools: 200,
    maxSockets: 300,
    waitMs: 1_000,
    idleMs: 60_000,
    ...options,
    clock,
  });
  const known = new LRUCache<string, { key: OwnPoolKey; breaker: Breaker }>({ max: MAX_KEYS });
  let closed = false;

  function breakerOf(key: OwnPoolKey): Breaker {
    const name = nameOf(key);
    const entry = known.get(name) ?? { key, breaker: new Breaker(clock) };
    known.set(name, entry);
    return entry.breaker;
  }

  return {
    async use(key, load, work) {
      if (closed) throw new OwnBusyError();
      const breaker = breakerOf(key);
      const pass = breaker.enter();
      const pool = shelf.enter(key, load, {
        // Those who wait for a connection while it opens must not go on knocking.
        allowed: () => breaker.check(),
        connected: () => breaker.connected(),
        failed: (error) => breaker.failed(error),
      });
      let proven = false;
      try {
        const result = await work((await pool.opened).knex);
        proven = true;
        return result;
      } catch (error) {
        proven = error instanceof OwnStatementError;
        // All connections of this pool are in use.
        throw error instanceof createKnex.KnexTimeoutError ? new OwnBusyError() : error;
      } finally {
        pass.end(proven);
        shelf.leave(pool);
      }
    },

    slot: () => shelf.takeSocket(),

    async drain(key) {
      known.delete(nameOf(key));
      await shelf.drain(key);
    },

    trust(guildId) {
      for (const { key, breaker } of known.values())
        if (key.guildId === guildId) breaker.answered();
    },

    status: () =>
      [...known.values()].map(({ key, breaker }) => {
        const pool = shelf.get(key);
        return {
          ...key,
          open: pool !== undefined,
          users: pool?.users ?? 0,
          sockets: pool?.sockets ?? 0,
          latencyMs: pool?.latencyMs ?? null,
          breaker: breaker.status(),
        };
      }),

    async close() {
      closed = true;
      await shelf.close();
    },
  };
}
