import type { Knex } from 'knex';
import type { Clock } from '../../secrets/types.ts';
import type { ConnectionHooks } from '../limits.ts';
import type { CustomerDatabase } from '../types.ts';
import { CustomerPool, type CustomerPoolKey, toPoolName } from './customer-pool.ts';
import { Semaphore } from './semaphore.ts';

export interface PoolCacheOptions {
  /** Makes a pool that asks and tells these hooks; see openOwn. */
  open(database: CustomerDatabase, hooks: ConnectionHooks): Knex;
  /** Pools at most, in this process. */
  maxPools: number;
  /** Sockets at most, of all pools. */
  maxSockets: number;
  /** ms to wait for a pool or a socket when there are as many as there may be. */
  waitMs: number;
  /** ms after which a pool that nobody uses is closed. */
  idleMs: number;
  clock: Clock;
}

/** The open pools, within their budgets. Where it is tight, what was not used for longest goes. */
export class PoolCache {
  // In the order of their last use.
  #pools = new Map<string, CustomerPool>();
  #closing = new Set<Promise<void>>();
  #options: PoolCacheOptions;
  #poolSlots: Semaphore;
  #socketSlots: Semaphore;

  constructor(options: PoolCacheOptions) {
    const { maxPools, maxSockets, waitMs, clock } = options;
    this.#options = options;
    const onExhausted = () => this.#evict();
    this.#poolSlots = new Semaphore({ max: maxPools, waitMs, clock, onExhausted });
    this.#socketSlots = new Semaphore({ max: maxSockets, waitMs, clock, onExhausted });
  }

  get(key: CustomerPoolKey): CustomerPool | undefined {
    return this.#pools.get(toPoolName(key));
  }

  /** The pool of a key, opened when it is not; whoever enters must leave. */
  acquire(
    key: CustomerPoolKey,
    load: () => Promise<CustomerDatabase>,
    hooks: ConnectionHooks,
  ): CustomerPool {
    const name = toPoolName(key);
    const pool = this.#pools.get(name) ?? this.#createPool(key, load, hooks);
    this.#pools.delete(name);
    this.#pools.set(name, pool);
    pool.acquire();
    return pool;
  }

  release(pool: CustomerPool): void {
    const { clock, idleMs } = this.#options;
    pool.release(clock, idleMs, () => void this.#closePool(pool));
    this.#evict();
  }

  /** Closes a key's pool once its users are done; who comes later gets another one. */
  async drain(key: CustomerPoolKey): Promise<void> {
    const pool = this.get(key);
    if (pool) await this.#closePool(pool);
  }

  /** A socket of the budget. @returns how to give it back @throws ConnectionLimitError */
  acquireSocket(): Promise<() => void> {
    return this.#socketSlots.acquire();
  }

  async close(): Promise<void> {
    for (const pool of [...this.#pools.values()]) void this.#closePool(pool);
    await Promise.all(this.#closing);
  }

  #createPool(
    key: CustomerPoolKey,
    load: () => Promise<CustomerDatabase>,
    hooks: ConnectionHooks,
  ): CustomerPool {
    const pool: CustomerPool = new CustomerPool(key, async () => {
      const releaseSlot = await this.#poolSlots.acquire();
      try {
        const acquireSocket = () => this.#acquirePoolSocket(pool);
        const onConnected = (latencyMs: number) => {
          pool.latencyMs = latencyMs;
          hooks.onConnected?.(latencyMs);
        };
        const knex = this.#options.open(await load(), { ...hooks, acquireSocket, onConnected });
        return { knex, onClosed: releaseSlot };
      } catch (error) {
        releaseSlot();
        throw error;
      }
    });
    pool.opened.catch(() => void this.#closePool(pool));
    return pool;
  }

  async #acquirePoolSocket(pool: CustomerPool): Promise<() => void> {
    const releaseSocket = await this.#socketSlots.acquire();
    pool.sockets += 1;
    return () => {
      pool.sockets -= 1;
      releaseSocket();
    };
  }

  #evict(): void {
    const { hasWaiters } = this.#poolSlots;
    if (!hasWaiters && !this.#socketSlots.hasWaiters) return;
    for (const pool of this.#pools.values())
      if (pool.users === 0 && (hasWaiters || pool.sockets > 0)) return void this.#closePool(pool);
  }

  #closePool(pool: CustomerPool): Promise<void> {
    const name = toPoolName(pool.key);
    if (this.#pools.get(name) === pool) this.#pools.delete(name);
    const closing = pool.close();
    this.#closing.add(closing);
    return closing.finally(() => this.#closing.delete(closing));
  }
}
