import type { Knex } from 'knex';
import type { Clock } from '../../secrets/types.ts';

/** One guild's database with one version of its credentials. */
export interface CustomerPoolKey {
  guildId: string;
  secretRef: string;
  secretVersion: number;
}

export const toPoolName = ({ guildId, secretRef, secretVersion }: CustomerPoolKey): string =>
  `${guildId} ${secretRef} ${secretVersion}`;

interface OpenPool {
  knex: Knex;
  /** Told when its connections are closed. */
  onClosed(): void;
}

/** A pool with the number of those who use it. */
export class CustomerPool {
  readonly key: CustomerPoolKey;
  readonly opened: Promise<OpenPool>;
  users = 0;
  sockets = 0;
  latencyMs: number | null = null;
  #cancelIdleTimer: () => void = () => {};
  #idleWaiters: (() => void)[] = [];

  constructor(key: CustomerPoolKey, open: () => Promise<OpenPool>) {
    this.key = key;
    this.opened = open();
  }

  acquire(): void {
    this.users += 1;
    this.#cancelIdleTimer();
  }

  /** @param onIdle runs when nobody came for so long, ms */
  release(clock: Clock, idleMs: number, onIdle: () => void): void {
    this.users -= 1;
    if (this.users > 0) return;
    this.#cancelIdleTimer = clock.after(idleMs, onIdle);
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  /** Waits until nobody uses it, and closes its connections. Nobody may enter any more. */
  async close(): Promise<void> {
    if (this.users > 0) await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
    this.#cancelIdleTimer();
    const opened = await this.opened.catch(() => null);
    await opened?.knex.destroy();
    opened?.onClosed();
  }
}
