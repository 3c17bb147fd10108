import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { CallNotSentError } from './call-not-sent-error.ts';

/** What went wrong, reduced to what decides what to do next. */
export type Failure =
  /** Discord said no and will say so again: a code to show to staff. */
  | { kind: 'refused'; code: string }
  /** Discord did nothing; try again, not before `afterMs`. */
  | { kind: 'later'; code: string; afterMs: number }
  /** It may have happened. */
  | { kind: 'unknown'; code: string }
  /** The guild's database or its registry could not be asked: it may have happened, and is no failed try. */
  | { kind: 'away'; code: string; afterMs: number };

/** When a delivery is tried again whose guild's database was away in the middle of it, ms. */
const DATABASE_RETRY_DELAY_MS = 10_000;

export function classifyFailure(error: unknown): Failure {
  if (error instanceof CallNotSentError) return { kind: 'later', code: 'out_of_time', afterMs: 0 };
  if (error instanceof RateLimitError)
    return { kind: 'later', code: 'rate_limited', afterMs: error.retryAfter };
  if (error instanceof DiscordAPIError) {
    const code = String(error.code);
    if (error.status === 429) return { kind: 'later', code: 'rate_limited', afterMs: 5_000 };
    // The token is wrong or was reset: nothing is refused for good, the operator has to act.
    if (error.status === 401) return { kind: 'later', code: 'unauthorized', afterMs: 60_000 };
    if (RETRYABLE_CODES.has(code)) return { kind: 'later', code, afterMs: 60_000 };
    // Without a code it is not Discord that answers, but something in front of it.
    if (error.status < 500 && typeof error.code === 'number') return { kind: 'refused', code };
  }
  if (error instanceof HTTPError || error instanceof DiscordAPIError)
    return { kind: 'unknown', code: `http_${error.status}` };
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'TenancyError')
    return { kind: 'away', code: String(code), afterMs: DATABASE_RETRY_DELAY_MS };
  if (name === 'AbortError' || name === 'TimeoutError') return { kind: 'unknown', code: 'timeout' };
  return { kind: 'unknown', code: String(code ?? 'network') };
}

/** Discord's codes that deliveries know. */
export const DISCORD_ERROR_CODES = {
  unknownChannel: '10003',
  unknownMember: '10007',
  unknownMessage: '10008',
  unknownUser: '10013',
  dmClosed: '50007',
  noMutualGuild: '50278',
} as const;

/** Refusals that pass: direct messages opened too fast, and Discord overloaded. */
const RETRYABLE_CODES: ReadonlySet<string> = new Set(['40003', '130000']);

export const matchRefusal = (error: unknown, ...codes: string[]): string | null => {
  const failure = classifyFailure(error);
  return failure.kind === 'refused' && codes.includes(failure.code) ? failure.code : null;
};
