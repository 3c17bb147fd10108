import { LRUCache } from 'lru-cache';
import { CallNotSentError } from './call-not-sent-error.ts';

/** The budget counts for any period of this length. */
const WINDOW_MS = 1_000;
/** Share of the budget that is reserved for guilds that have used little of it. */
const RESERVE_SHARE = 1 / 5;
/** Share of the budget that busy guilds may use at once; what they use beyond is spread evenly. */
const BUSY_BURST_SHARE = 1 / 4;
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

/** The calls of the last second. */
class CallWindow {
  /** When they were handed out, oldest first. */
  readonly #times: number[] = [];

  /** ms until one more may be handed out, if there are `max` in any second. */
  waitMs(max: number, now: number): number {
    while ((this.#times[0] ?? Number.POSITIVE_INFINITY) <= now - WINDOW_MS) this.#times.shift();
    const blockingCall = this.#times.at(-max);
    return blockingCall === undefined ? 0 : blockingCall + WINDOW_MS - now;
  }

  add(now: number): void {
    this.#times.push(now);
  }
}

/**
 * This process's share of the bot's calls to Discord, handed out to guilds in turns; no second has
 * more calls than the share, whenever it begins. A guild that has used little lately is served from
 * a reserve at once; guilds that are busy share the rest and leave the reserve alone, so that
 * hundreds of waiting deliveries of one do not delay a single one of another.
 */
export class RestRateLimiter {
  #perSecond: number;
  readonly #now: () => number;
  readonly #calls = new CallWindow();
  readonly #busyBucket: TokenBucket;
  /** By guild; an evicted guild would have a full bucket by then. */
  readonly #lightBuckets = new LRUCache<string, TokenBucket>({ max: MAX_KNOWN_GUILDS });
  /** Calls that wait, by guild; the guild whose turn is next comes first. */
  readonly #waitersByGuild = new Map<string, Waiter[]>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #pausedUntil = 0;
  #grantedCount = 0;

  /** @param perSecond calls in any second */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#busyBucket = new TokenBucket(1, 1, now());
    this.#resizeBusyBucket();
  }

  /** This process's share has changed. */
  setPerSecond(perSecond: number): void {
    if (perSecond === this.#perSecond) return;
    this.#perSecond = perSecond;
    this.#resizeBusyBucket();
    this.#dispatch();
  }

  /** Calls that were handed out since the last time and calls that wait. */
  takeDemand(): number {
    const demand = this.#grantedCount + this.waitingCount;
    this.#grantedCount = 0;
    return demand;
  }

  get #max(): number {
    return Math.max(1, Math.floor(this.#perSecond));
  }

  get #busyMax(): number {
    return this.#max - Math.floor(this.#max * RESERVE_SHARE);
  }

  #resizeBusyBucket(): void {
    const burst = Math.max(1, this.#max * BUSY_BURST_SHARE);
    this.#busyBucket.resize(burst, this.#busyMax, this.#now());
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
      const next = this.#nextGuild(now);
      if (next === undefined) break;
      this.#grant(next, now);
    }
    if (this.#waitersByGuild.size === 0) return;
    const hasLightGuild = [...this.#waitersByGuild.keys()].some((guildId) =>
      this.#isLight(guildId, now),
    );
    const waitMs = hasLightGuild ? this.#calls.waitMs(this.#max, now) : this.#busyWaitMs(now);
    this.#timer = setTimeout(() => this.#dispatch(), Math.max(1, Math.ceil(waitMs)));
  }

  #grant(guildId: string, now: number): void {
    this.#calls.add(now);
    this.#grantedCount += 1;
    if (!this.#isLight(guildId, now)) this.#busyBucket.take();
    this.#lightBucketOf(guildId, now).take();
    const waiters = this.#waitersByGuild.get(guildId) ?? [];
    this.#waitersByGuild.delete(guildId);
    const waiter = waiters.shift();
    // Requeued last: other guilds come first.
    if (waiters.length > 0) this.#waitersByGuild.set(guildId, waiters);
    waiter?.resolve();
  }

  #busyWaitMs(now: number): number {
    return Math.max(this.#calls.waitMs(this.#busyMax, now), this.#busyBucket.waitMs(1, now));
  }

  /** The guild whose turn it is: light ones first, the others while they leave the reserve. */
  #nextGuild(now: number): string | undefined {
    if (this.#calls.waitMs(this.#max, now) > 0) return undefined;
    let busyGuild: string | undefined;
    for (const guildId of this.#waitersByGuild.keys()) {
      if (this.#isLight(guildId, now)) return guildId;
      busyGuild ??= guildId;
    }
    return busyGuild !== undefined && this.#busyWaitMs(now) === 0 ? busyGuild : undefined;
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
