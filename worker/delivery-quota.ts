import { LRUCache } from 'lru-cache';

/** Deliveries for one customer database per window. */
const ROWS_PER_WINDOW = 120;
const WINDOW_MS = 10_000;
const MAX_GUILDS = 10_000;

/**
 * Limits what one worker delivers for each customer database. Its owner can write rows without end,
 * for instance by a trigger, and would otherwise take the worker and the bot's calls to Discord.
 */
export class DeliveryQuota {
  #windows = new LRUCache<string, { since: number; rows: number }>({ max: MAX_GUILDS });

  /** ms until the guild's next delivery is allowed; 0: now. */
  waitMs(guildId: string): number {
    const { since, rows } = this.#windowOf(guildId);
    return rows < ROWS_PER_WINDOW ? 0 : Math.max(1, since + WINDOW_MS - Date.now());
  }

  consume(guildId: string, rows: number): void {
    this.#windowOf(guildId).rows += rows;
  }

  #windowOf(guildId: string): { since: number; rows: number } {
    const currentWindow = this.#windows.get(guildId);
    if (currentWindow && Date.now() < currentWindow.since + WINDOW_MS) return currentWindow;
    const newWindow = { since: Date.now(), rows: 0 };
    this.#windows.set(guildId, newWindow);
    return newWindow;
  }
}
