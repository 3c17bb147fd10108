import { setTimeout as wait } from 'node:timers/promises';

/** Where a 429 does not say when. */
const RETRY_AFTER_SECONDS = 1;
/** Whoever waits for a page waits no longer than this for one attempt. */
const MAX_WAIT_MS = 3_000;
const MAX_TRIES = 3;

/** Discord answered 429: asked too often, not away. */
export class RateLimitedError extends Error {
  override name = 'RateLimitedError';
  readonly retryAfterMs: number;

  /** @param retryAfter the header `Retry-After`, in seconds */
  constructor(retryAfter: string | null | undefined) {
    super('rate limited');
    const seconds = Number(retryAfter ?? RETRY_AFTER_SECONDS);
    this.retryAfterMs = (Number.isFinite(seconds) ? seconds : RETRY_AFTER_SECONDS) * 1_000;
  }
}

/**
 * Asks again once a rate limit has passed.
 * @param findExisting asked after each wait: what another process has found out meanwhile, or null
 * @throws RateLimited when the limit lasts longer than somebody can wait
 */
export async function retryAfterRateLimit<T>(
  request: () => Promise<T>,
  findExisting: () => Promise<T | null> = async () => null,
): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof RateLimitedError)) throw error;
      if (attempt === MAX_TRIES || error.retryAfterMs > MAX_WAIT_MS) throw error;
      await wait(error.retryAfterMs);
      const found = await findExisting();
      if (found !== null) return found;
    }
}
