import { LRUCache } from 'lru-cache';
import type { Placement } from '../types.ts';

const TTL_MS = 60_000;
const ABSENT_TTL_MS = 5_000;
const MAX_ENTRIES = 50_000;

/** A guild that the registry does not know, remembered for a few seconds. */
export const ABSENT = Symbol('absent');
type CacheEntry = { value: Placement | typeof ABSENT; freshUntil: number };

/**
 * Placements by guild: an LRU with a jittered time to live and one load at a time per guild. When
 * the registry is away, an expired entry is still used: writes check the epoch in the guild's own
 * place anyway.
 */
export class PlacementCache {
  #entries = new LRUCache<string, CacheEntry>({ max: MAX_ENTRIES });
  #loading = new Map<string, { promise: Promise<Placement | typeof ABSENT> }>();
  #load: (guildId: string) => Promise<Placement | null>;
  #now: () => number;

  constructor(load: (guildId: string) => Promise<Placement | null>, now: () => number = Date.now) {
    this.#load = load;
    this.#now = now;
  }

  /** The placement when it is known and fresh: no promise on the hot path. */
  peek(guildId: string): Placement | typeof ABSENT | undefined {
    const entry = this.#entries.get(guildId);
    return entry && entry.freshUntil > this.#now() ? entry.value : undefined;
  }

  /** @throws what loading threw, when the guild was never known here */
  get(guildId: string): Promise<Placement | typeof ABSENT> {
    const cached = this.peek(guildId);
    if (cached !== undefined) return Promise.resolve(cached);
    const running = this.#loading.get(guildId);
    if (running) return running.promise;
    const load = { promise: Promise.resolve<Placement | typeof ABSENT>(ABSENT) };
    this.#loading.set(guildId, load);
    load.promise = this.#refresh(guildId, load).finally(() => {
      if (this.#loading.get(guildId) === load) this.#loading.delete(guildId);
    });
    return load.promise;
  }

  /** Forgets a guild; a load under way is not joined any more, for it may have read the old row. */
  drop(guildId: string): void {
    this.#entries.delete(guildId);
    this.#loading.delete(guildId);
  }

  /** Makes every entry stale but keeps them for the time the registry is away. */
  expireAll(): void {
    for (const entry of this.#entries.values()) entry.freshUntil = 0;
    this.#loading.clear();
  }

  get size(): number {
    return this.#entries.size;
  }

  async #refresh(guildId: string, load: object): Promise<Placement | typeof ABSENT> {
    const previous = this.#entries.peek(guildId);
    try {
      const value = (await this.#load(guildId)) ?? ABSENT;
      const ttlMs = value === ABSENT ? ABSENT_TTL_MS : TTL_MS * (0.8 + Math.random() * 0.4);
      // Dropped while loading: what was read may be older than the change; give it, do not keep it.
      if (this.#loading.get(guildId) === load)
        this.#entries.set(guildId, { value, freshUntil: this.#now() + ttlMs });
      return value;
    } catch (error) {
      if (previous) return previous.value;
      throw error;
    }
  }
}
