import createKnex, { type Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { systemClock } from '../../secrets/clock.ts';
import { ConnectionLimitError, CustomerStatementError } from '../errors.ts';
import type { CustomerDatabase } from '../types.ts';
import { type BreakerStatus, CircuitBreaker } from './circuit-breaker.ts';
import { type CustomerPoolKey, toPoolName } from './customer-pool.ts';
import { PoolCache, type PoolCacheOptions } from './pool-cache.ts';

export type CustomerPoolsOptions = Pick<PoolCacheOptions, 'open'> & Partial<PoolCacheOptions>;

/** A pool as operators see it: no address. */
export interface CustomerPoolStatus extends CustomerPoolKey {
  /** Whether it is open now. */
  isOpen: boolean;
  users: number;
  sockets: number;
  /** Round trip when it last connected, ms. */
  latencyMs: number | null;
  breaker: BreakerStatus;
}

/**
 * The pools of customer databases in this process, and what keeps a bad one from harming the
 * others.
 */
export interface CustomerPools {
  /**
   * Runs `work` on the pool of a key, which is opened when it is not.
   * @param load reads the database's address and credentials; asked when the pool is opened only
   * @throws CustomerDatabaseError, at once while the breaker is open; ConnectionLimitError; what
   *   `load` or `work` throws
   */
  use<T>(
    key: CustomerPoolKey,
    load: () => Promise<CustomerDatabase>,
    work: (knex: Knex) => Promise<T>,
  ): Promise<T>;
  /**
   * A socket of the process's budget, for a connection that is in no pool: a test's, a move's.
   * @returns how to give it back
   * @throws ConnectionLimitError when none is free in time
   */
  acquireSocket(): Promise<() => void>;
  /** Closes a key's pool once its users are done; for rotation. */
  drain(key: CustomerPoolKey): Promise<void>;
  /** The guild's database was seen to answer: its breaker need not wait. */
  resetBreaker(guildId: string): void;
  status(): CustomerPoolStatus[];
  /** Waits for all users and closes all pools. */
  close(): Promise<void>;
}

/** What is known of keys that were not used for longest is forgotten. */
const MAX_KEYS = 10_000;

export function createCustomerPools(options: CustomerPoolsOptions): CustomerPools {
  const clock = options.clock ?? systemClock;
  const poolCache = new PoolCache({
    maxPools: 200,
    maxSockets: 300,
    waitMs: 1_000,
    idleMs: 60_000,
    ...options,
    clock,
  });
  const breakers = new LRUCache<string, { key: CustomerPoolKey; breaker: CircuitBreaker }>({
    max: MAX_KEYS,
  });
  let isClosed = false;

  function getBreaker(key: CustomerPoolKey): CircuitBreaker {
    const name = toPoolName(key);
    const entry = breakers.get(name) ?? { key, breaker: new CircuitBreaker(clock) };
    breakers.set(name, entry);
    return entry.breaker;
  }

  return {
    async use(key, load, work) {
      if (isClosed) throw new ConnectionLimitError();
      const breaker = getBreaker(key);
      const permit = breaker.acquire();
      const pool = poolCache.acquire(key, load, {
        // Callers that wait for a connection when the breaker opens must not attempt one.
        beforeConnect: () => breaker.requireClosed(),
        onConnected: () => breaker.recordConnection(),
        onFailed: (error) => breaker.recordFailure(error),
      });
      let hasResponded = false;
      try {
        const result = await work((await pool.opened).knex);
        hasResponded = true;
        return result;
      } catch (error) {
        hasResponded = error instanceof CustomerStatementError;
        // All connections of this pool are in use.
        throw error instanceof createKnex.KnexTimeoutError ? new ConnectionLimitError() : error;
      } finally {
        permit.release(hasResponded);
        poolCache.release(pool);
      }
    },

    acquireSocket: () => poolCache.acquireSocket(),

    async drain(key) {
      breakers.delete(toPoolName(key));
      await poolCache.drain(key);
    },

    resetBreaker(guildId) {
      for (const { key, breaker } of breakers.values())
        if (key.guildId === guildId) breaker.recordResponse();
    },

    status: () =>
      [...breakers.values()].map(({ key, breaker }) => {
        const pool = poolCache.get(key);
        return {
          ...key,
          isOpen: pool !== undefined,
          users: pool?.users ?? 0,
          sockets: pool?.sockets ?? 0,
          latencyMs: pool?.latencyMs ?? null,
          breaker: breaker.status(),
        };
      }),

    async close() {
      isClosed = true;
      await poolCache.close();
    },
  };
}
