import { setTimeout as wait } from 'node:timers/promises';

/** Where a 429 does not say when. */
const RETRY_AFTER_SECONDS = 1;
/** The longest wait for one attempt while a person waits for a page. */
const MAX_WAIT_MS = 3_000;
const MAX_TRIES = 3;

/** Discord responded with 429: it is available, but called too often. */
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
 * Retries a call when a rate limit has passed.
 * @param findExisting called after each wait: the result that another process has stored, or null
 * @throws RateLimitedError when the limit lasts longer than a person can wait
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
