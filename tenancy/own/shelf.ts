import type { Knex } from 'knex';
import type { Clock } from '../secrets/contract.ts';
import { Budget } from './budget.ts';
import type { OwnHooks } from './limits.ts';
import { nameOf, OwnPool, type OwnPoolKey } from './pool.ts';
import type { OwnDatabase } from './types.ts';

export interface ShelfOptions {
  /** Makes a pool that asks and tells these hooks; see openOwn. */
  open(database: OwnDatabase, hooks: OwnHooks): Knex;
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
export class Shelf {
  // In the order of their last use.
  #pools = new Map<string, OwnPool>();
  #closing = new Set<Promise<void>>();
  #options: ShelfOptions;
  #rooms: Budget;
  #sockets: Budget;

  constructor(options: ShelfOptions) {
    const { maxPools, maxSockets, waitMs, clock } = options;
    this.#options = options;
    const onShort = () => this.#evict();
    this.#rooms = new Budget({ max: maxPools, waitMs, clock, onShort });
    this.#sockets = new Budget({ max: maxSockets, waitMs, clock, onShort });
  }

  get(key: OwnPoolKey): OwnPool | undefined {
    return this.#pools.get(nameOf(key));
  }

  /** The pool of a key, opened when it is not; whoever enters must leave. */
  enter(key: OwnPoolKey, load: () => Promise<OwnDatabase>, hooks: OwnHooks): OwnPool {
    const name = nameOf(key);
    const pool = this.#pools.get(name) ?? this.#make(key, load, hooks);
    this.#pools.delete(name);
    this.#pools.set(name, pool);
    pool.enter();
    return pool;
  }

  leave(pool: OwnPool): void {
    const { clock, idleMs } = this.#options;
    pool.leave(clock, idleMs, () => void this.#retire(pool));
    this.#evict();
  }

  /** Closes a key's pool once its users are done; who comes later gets another one. */
  async drain(key: OwnPoolKey): Promise<void> {
    const pool = this.get(key);
    if (pool) await this.#retire(pool);
  }

  /** A socket of the budget. @returns how to give it back @throws OwnBusyError */
  takeSocket(): Promise<() => void> {
    return this.#sockets.take();
  }

  async close(): Promise<void> {
    for (const pool of [...this.#pools.values()]) void this.#retire(pool);
    await Promise.all(this.#closing);
  }

  #make(key: OwnPoolKey, load: () => Promise<OwnDatabase>, hooks: OwnHooks): OwnPool {
    const pool: OwnPool = new OwnPool(key, async () => {
      const giveRoom = await this.#rooms.take();
      try {
        const slot = () => this.#slot(pool);
        const connected = (latencyMs: number) => {
          pool.latencyMs = latencyMs;
          hooks.connected?.(latencyMs);
        };
        const knex = this.#options.open(await load(), { ...hooks, slot, connected });
        return { knex, closed: giveRoom };
      } catch (error) {
        giveRoom();
        throw error;
      }
    });
    pool.opened.catch(() => void this.#retire(pool));
    return pool;
  }

  async #slot(pool: OwnPool): Promise<() => void> {
    const giveBack = await this.#sockets.take();
    pool.sockets += 1;
    return () => {
      pool.sockets -= 1;
      giveBack();
    };
  }

  #evict(): void {
    const { isShort } = this.#rooms;
    if (!isShort && !this.#sockets.isShort) return;
    for (const pool of this.#pools.values())
      if (pool.users === 0 && (isShort || pool.sockets > 0)) return void this.#retire(pool);
  }

  #retire(pool: OwnPool): Promise<void> {
    const name = nameOf(pool.key);
    if (this.#pools.get(name) === pool) this.#pools.delete(name);
    const done = pool.close();
    this.#closing.add(done);
    return done.finally(() => this.#closing.delete(done));
  }
}
