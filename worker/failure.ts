import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { FileStorageError, TenancyError } from '../tenancy/index.ts';
import { CallNotSentError } from './call-not-sent-error.ts';

/** A failed attempt, reduced to what decides the next step. */
export type Failure =
  /** Discord refused for good; staff are shown the code. */
  | { kind: 'refused'; code: string }
  /** It had no effect; retry after `afterMs`. */
  | { kind: 'later'; code: string; afterMs: number }
  /** It may have had its effect. */
  | { kind: 'unknown'; code: string }
  /**
   * The guild's or the control database, or a bucket, was unavailable: it may have had its effect, and does not
   * count as a failed attempt.
   */
  | { kind: 'away'; code: string; afterMs: number };

/** Delay before a retry when the guild's database or bucket became unavailable, ms. */
const STORAGE_RETRY_DELAY_MS = 10_000;

export function classifyFailure(error: unknown): Failure {
  if (error instanceof CallNotSentError) return { kind: 'later', code: 'out_of_time', afterMs: 0 };
  if (error instanceof RateLimitError)
    return { kind: 'later', code: 'rate_limited', afterMs: error.retryAfter };
  if (error instanceof DiscordAPIError) {
    const code = String(error.code);
    if (error.status === 429) return { kind: 'later', code: 'rate_limited', afterMs: 5_000 };
    // The token is wrong or was reset: deliveries wait until the operator has replaced it.
    if (error.status === 401) return { kind: 'later', code: 'unauthorized', afterMs: 60_000 };
    if (RETRYABLE_CODES.has(code)) return { kind: 'later', code, afterMs: 60_000 };
    // Without a code the response came from a proxy, not from Discord.
    if (error.status < 500 && typeof error.code === 'number') return { kind: 'refused', code };
  }
  if (error instanceof HTTPError || error instanceof DiscordAPIError)
    return { kind: 'unknown', code: `http_${error.status}` };
  if (error instanceof TenancyError || error instanceof FileStorageError)
    return { kind: 'away', code: error.code, afterMs: STORAGE_RETRY_DELAY_MS };
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return { kind: 'unknown', code: 'timeout' };
  return { kind: 'unknown', code: String(code ?? 'network') };
}

/** Discord's error codes that deliveries handle. */
export const DISCORD_ERROR_CODES = {
  unknownChannel: '10003',
  unknownGuild: '10004',
  unknownMember: '10007',
  unknownMessage: '10008',
  unknownUser: '10013',
  invalidFormBody: '50035',
  missingAccess: '50001',
  missingPermissions: '50013',
  dmClosed: '50007',
  noMutualGuild: '50278',
  tooManyThreads: '160006',
} as const;

/** Temporary refusals: direct messages opened too fast, Discord overloaded. */
const RETRYABLE_CODES: ReadonlySet<string> = new Set(['40003', '130000']);

export const matchRefusal = (error: unknown, ...codes: string[]): string | null => {
  const failure = classifyFailure(error);
  return failure.kind === 'refused' && codes.includes(failure.code) ? failure.code : null;
};
