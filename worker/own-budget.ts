import { LRUCache } from 'lru-cache';

/** Rows that one own database may have delivered in a window. */
const ROWS = 120;
const WINDOW_MS = 10_000;
const MAX_GUILDS = 10_000;

/**
 * What one worker delivers of each own database. Its owner can write rows for ever, by a trigger for
 * each one that is delivered: without an end, a worker and the bot's calls to Discord would be theirs.
 */
export class OwnBudget {
  #taken = new LRUCache<string, { since: number; rows: number }>({ max: MAX_GUILDS });

  /** ms until the guild may go on; 0: now. */
  waitMs(guildId: string): number {
    const { since, rows } = this.#windowOf(guildId);
    return rows < ROWS ? 0 : Math.max(1, since + WINDOW_MS - Date.now());
  }

  take(guildId: string, rows: number): void {
    this.#windowOf(guildId).rows += rows;
  }

  #windowOf(guildId: string): { since: number; rows: number } {
    const known = this.#taken.get(guildId);
    if (known && Date.now() < known.since + WINDOW_MS) return known;
    const begun = { since: Date.now(), rows: 0 };
    this.#taken.set(guildId, begun);
    return begun;
  }
}
