import { LRUCache } from 'lru-cache';

/** Rows that one own database may have delivered in a window. */
const ROWS_PER_WINDOW = 120;
const WINDOW_MS = 10_000;
const MAX_GUILDS = 10_000;

/**
 * What one worker delivers of each own database. Its owner can write rows for ever, by a trigger for
 * each one that is delivered: without an end, a worker and the bot's calls to Discord would be theirs.
 */
export class DeliveryQuota {
  #windows = new LRUCache<string, { since: number; rows: number }>({ max: MAX_GUILDS });

  /** ms until the guild may go on; 0: now. */
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
