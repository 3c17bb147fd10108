import type { Knex } from 'knex';
import type { Clock } from '../secrets/contract.ts';

/** One guild's database with one version of its credentials. */
export interface OwnPoolKey {
  guildId: string;
  secretRef: string;
  secretVersion: number;
}

export const nameOf = ({ guildId, secretRef, secretVersion }: OwnPoolKey): string =>
  `${guildId} ${secretRef} ${secretVersion}`;

interface Opened {
  knex: Knex;
  /** Told when its connections are closed. */
  closed(): void;
}

/** A pool with the number of those who use it. */
export class OwnPool {
  readonly key: OwnPoolKey;
  readonly opened: Promise<Opened>;
  users = 0;
  sockets = 0;
  latencyMs: number | null = null;
  #stopIdling: () => void = () => {};
  #unused: (() => void)[] = [];

  constructor(key: OwnPoolKey, open: () => Promise<Opened>) {
    this.key = key;
    this.opened = open();
  }

  enter(): void {
    this.users += 1;
    this.#stopIdling();
  }

  /** @param idle runs when nobody came for so long, ms */
  leave(clock: Clock, idleMs: number, idle: () => void): void {
    this.users -= 1;
    if (this.users > 0) return;
    this.#stopIdling = clock.after(idleMs, idle);
    for (const tell of this.#unused.splice(0)) tell();
  }

  /** Waits until nobody uses it, and closes its connections. Nobody may enter any more. */
  async close(): Promise<void> {
    if (this.users > 0) await new Promise<void>((resolve) => this.#unused.push(resolve));
    this.#stopIdling();
    const opened = await this.opened.catch(() => null);
    await opened?.knex.destroy();
    opened?.closed();
  }
}
