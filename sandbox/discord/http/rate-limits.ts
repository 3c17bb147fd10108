import { createHash } from 'node:crypto';

interface Limit {
  count: number;
  windowMs: number;
}

/** Figures seen on Discord; it publishes none, and clients must read the headers. */
const LIMITS: Record<string, Limit> = {
  'POST /channels/:channel_id/messages': { count: 5, windowMs: 5000 },
  'PATCH /channels/:channel_id/messages/:message_id': { count: 5, windowMs: 5000 },
  'DELETE /channels/:channel_id/messages/:message_id': { count: 5, windowMs: 1000 },
  'GET /channels/:channel_id/messages': { count: 5, windowMs: 5000 },
  'PATCH /channels/:channel_id': { count: 5, windowMs: 15_000 },
  'POST /channels/:channel_id/threads': { count: 50, windowMs: 300_000 },
  'POST /channels/:channel_id/messages/:message_id/threads': { count: 50, windowMs: 300_000 },
  'POST /users/@me/channels': { count: 10, windowMs: 10_000 },
  'GET /users/@me/guilds': { count: 1, windowMs: 1000 },
  'PATCH /guilds/:guild_id/members/@me': { count: 2, windowMs: 10_000 },
  'PATCH /webhooks/:application_id/:token/messages/:message_id': { count: 5, windowMs: 5000 },
  'POST /webhooks/:application_id/:token': { count: 5, windowMs: 5000 },
};
const DEFAULT_LIMIT: Limit = { count: 50, windowMs: 1000 };
const GLOBAL_LIMIT: Limit = { count: 50, windowMs: 1000 };
const SWEEP_THRESHOLD = 5000;

interface Window {
  used: number;
  endsAt: number;
}

export interface RateLimitResult {
  headers: Record<string, string>;
  rejection: { retryAfter: number; global: boolean } | null;
}

/** Buckets per route and major parameter, and the global 50 a second of each bot. */
export class RateLimits {
  enabled: boolean;
  private readonly windows = new Map<string, Window>();
  private readonly hashes = new Map<string, string>();
  private sweptAt = 0;
  private readonly now: () => number;

  constructor(enabled: boolean, now: () => number) {
    this.enabled = enabled;
    this.now = now;
  }

  /**
   * Counts a request. `who` is the bot or user; `interaction` routes belong to no bot and are
   * outside the global limit.
   */
  consume(
    route: string,
    majorParameter: string,
    identity: string,
    isInteraction: boolean,
  ): RateLimitResult {
    const now = this.now();
    const limit = LIMITS[route] ?? DEFAULT_LIMIT;
    const bucket = this.bucket(route);
    if (!this.enabled)
      return {
        headers: createHeaders(bucket, limit, limit.count - 1, now + limit.windowMs, now),
        rejection: null,
      };
    if (this.windows.size > SWEEP_THRESHOLD && now - this.sweptAt > 1000) this.sweep(now);
    if (!isInteraction) {
      const global = this.window(`global:${identity}`, GLOBAL_LIMIT, now);
      if (global.used >= GLOBAL_LIMIT.count) return createRejection(global.endsAt - now, true, {});
      global.used++;
    }
    const window = this.window(`${identity}:${bucket}:${majorParameter}`, limit, now);
    const headersWith = (remaining: number) =>
      createHeaders(bucket, limit, remaining, window.endsAt, now);
    if (window.used >= limit.count)
      return createRejection(window.endsAt - now, false, headersWith(0));
    window.used++;
    return { headers: headersWith(limit.count - window.used), rejection: null };
  }

  clear(): void {
    this.windows.clear();
  }

  private window(key: string, limit: Limit, now: number): Window {
    const current = this.windows.get(key);
    if (current && current.endsAt > now) return current;
    const created = { used: 0, endsAt: now + limit.windowMs };
    this.windows.set(key, created);
    return created;
  }

  private sweep(now: number): void {
    this.sweptAt = now;
    for (const [key, window] of this.windows) if (window.endsAt <= now) this.windows.delete(key);
  }

  private bucket(route: string): string {
    let hash = this.hashes.get(route);
    if (!hash) {
      hash = createHash('md5').update(route).digest('hex');
      this.hashes.set(route, hash);
    }
    return hash;
  }
}

function createRejection(
  ms: number,
  global: boolean,
  extra: Record<string, string>,
): RateLimitResult {
  const retryAfter = Math.max(0.001, ms / 1000);
  return {
    headers: {
      ...extra,
      'retry-after': String(Math.max(1, Math.ceil(retryAfter))),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
    rejection: { retryAfter, global },
  };
}

function createHeaders(
  bucket: string,
  limit: Limit,
  remaining: number,
  endsAt: number,
  now: number,
) {
  return {
    'x-ratelimit-limit': String(limit.count),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': (endsAt / 1000).toFixed(3),
    'x-ratelimit-reset-after': (Math.max(0, endsAt - now) / 1000).toFixed(3),
    'x-ratelimit-bucket': bucket,
  };
}
