import { LRUCache } from 'lru-cache';
import { CallNotSentError } from './call-not-sent-error.ts';

/** Share of the budget that is reserved for guilds that have used little of it. */
const RESERVE_SHARE = 1 / 3;
/** Shares of the budget: a guild's calls from the reserve, and how fast they are refilled. */
const LIGHT_GUILD_SHARE = 1 / 3;
const LIGHT_GUILD_REFILL_SHARE = 1 / 10;
const MAX_KNOWN_GUILDS = 10_000;

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

/** Tokens that are refilled over time, up to a maximum. */
class TokenBucket {
  #max: number;
  #perMs: number;
  #tokens: number;
  #refilledAt: number;

  constructor(max: number, perSecond: number, now: number) {
    this.#max = max;
    this.#perMs = perSecond / 1_000;
    this.#tokens = max;
    this.#refilledAt = now;
  }

  resize(max: number, perSecond: number, now: number): void {
    this.tokens(now);
    this.#max = max;
    this.#perMs = perSecond / 1_000;
  }

  tokens(now: number): number {
    this.#tokens = Math.min(
      this.#max,
      this.#tokens + Math.max(0, now - this.#refilledAt) * this.#perMs,
    );
    this.#refilledAt = now;
    return this.#tokens;
  }

  take(): void {
    this.#tokens -= 1;
  }

  /** ms until there are so many tokens. */
  waitMs(tokens: number, now: number): number {
    return Math.max(0, (tokens - this.tokens(now)) / this.#perMs);
  }
}

/**
 * This process's share of the bot's calls to Discord, handed out to guilds in turns. A guild that
 * has used little lately is served from a reserve at once; guilds that are busy share the rest and
 * leave the reserve alone, so that hundreds of waiting deliveries of one do not delay a single one
 * of another.
 */
export class RestRateLimiter {
  #perSecond: number;
  readonly #now: () => number;
  readonly #bucket: TokenBucket;
  /** By guild; an evicted guild would have a full bucket by then. */
  readonly #lightBuckets = new LRUCache<string, TokenBucket>({ max: MAX_KNOWN_GUILDS });
  /** Calls that wait, by guild; the guild whose turn is next comes first. */
  readonly #waitersByGuild = new Map<string, Waiter[]>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #pausedUntil = 0;
  #grantedCount = 0;

  /** @param perSecond calls a second; as many may leave at once after a quiet second */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#bucket = new TokenBucket(Math.max(1, perSecond), perSecond, now());
  }

  /** This process's share has changed. */
  setPerSecond(perSecond: number): void {
    if (perSecond === this.#perSecond) return;
    this.#perSecond = perSecond;
    this.#bucket.resize(Math.max(1, perSecond), perSecond, this.#now());
    this.#dispatch();
  }

  /** Calls that were handed out since the last time and calls that wait. */
  takeDemand(): number {
    const demand = this.#grantedCount + this.waitingCount;
    this.#grantedCount = 0;
    return demand;
  }

  get #reserve(): number {
    return Math.floor(this.#perSecond * RESERVE_SHARE);
  }

  /** How many calls wait. */
  get waitingCount(): number {
    return [...this.#waitersByGuild.values()].reduce((sum, waiters) => sum + waiters.length, 0);
  }

  /**
   * Waits for the guild's turn.
   * @param timeoutMs how long it may wait
   * @throws CallNotSentError when its turn did not come in time, or the limiter was closed
   */
  async acquire(guildId: string, timeoutMs: number): Promise<void> {
    if (this.#closed) throw new CallNotSentError();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { resolve, reject };
    const waiters = this.#waitersByGuild.get(guildId);
    if (waiters) waiters.push(waiter);
    else this.#waitersByGuild.set(guildId, [waiter]);
    const timer = setTimeout(() => {
      this.#remove(guildId, waiter);
      reject(new CallNotSentError());
    }, timeoutMs);
    this.#dispatch();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Pauses all calls: Discord refuses everything, and counts refused calls toward a ban. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + ms);
    this.#dispatch();
  }

  /** Rejects all waiting calls and all later ones. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const waiters of this.#waitersByGuild.values())
      for (const { reject } of waiters) reject(new CallNotSentError());
    this.#waitersByGuild.clear();
  }

  #dispatch(): void {
    clearTimeout(this.#timer);
    const now = this.#now();
    if (now < this.#pausedUntil) {
      this.#timer = setTimeout(() => this.#dispatch(), Math.ceil(this.#pausedUntil - now));
      return;
    }
    for (;;) {
      const tokens = this.#bucket.tokens(now);
      const next = tokens >= 1 ? this.#nextGuild(tokens, now) : undefined;
      if (next === undefined) break;
      this.#bucket.take();
      this.#grantedCount += 1;
      this.#lightBucketOf(next, now).take();
      const waiters = this.#waitersByGuild.get(next) as Waiter[];
      this.#waitersByGuild.delete(next);
      const waiter = waiters.shift();
      // Requeued last: other guilds come first.
      if (waiters.length > 0) this.#waitersByGuild.set(next, waiters);
      waiter?.resolve();
    }
    if (this.#waitersByGuild.size === 0) return;
    const hasLightGuild = [...this.#waitersByGuild.keys()].some((guildId) =>
      this.#isLight(guildId, now),
    );
    const needed = hasLightGuild ? 1 : 1 + this.#reserve;
    this.#timer = setTimeout(
      () => this.#dispatch(),
      Math.max(1, Math.ceil(this.#bucket.waitMs(needed, now))),
    );
  }

  /** The guild whose turn it is: light ones first, the others while the reserve is whole. */
  #nextGuild(tokens: number, now: number): string | undefined {
    let busyGuild: string | undefined;
    for (const guildId of this.#waitersByGuild.keys()) {
      if (this.#isLight(guildId, now)) return guildId;
      busyGuild ??= guildId;
    }
    return tokens >= 1 + this.#reserve ? busyGuild : undefined;
  }

  #isLight(guildId: string, now: number): boolean {
    return this.#lightBucketOf(guildId, now).tokens(now) >= 1;
  }

  #lightBucketOf(guildId: string, now: number): TokenBucket {
    const max = Math.max(1, Math.ceil(this.#perSecond * LIGHT_GUILD_SHARE));
    const perSecond = this.#perSecond * LIGHT_GUILD_REFILL_SHARE;
    const bucket = this.#lightBuckets.get(guildId) ?? new TokenBucket(max, perSecond, now);
    bucket.resize(max, perSecond, now);
    this.#lightBuckets.set(guildId, bucket);
    return bucket;
  }

  #remove(guildId: string, waiter: Waiter): void {
    const waiters = this.#waitersByGuild.get(guildId)?.filter((each) => each !== waiter) ?? [];
    if (waiters.length > 0) this.#waitersByGuild.set(guildId, waiters);
    else this.#waitersByGuild.delete(guildId);
  }
}
