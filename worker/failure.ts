import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';

/**
 * Discord over REST, for deliveries. It never repeats a call by itself: whether a call that broke
 * had its effect has to be found out first (see deliver/find.ts).
 */
export function createRest(config: { token: string; api: string; restPerSecond: number }): REST {
  return new REST({
    api: config.api,
    retries: 0,
    timeout: 15_000,
    globalRequestsPerSecond: config.restPerSecond,
    // A bucket that is shut for long is waited for in the outbox, not in a worker.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > 5_000,
  }).setToken(config.token);
}

/** What went wrong, reduced to what decides what to do next. */
export type Failure =
  /** Discord said no and will say so again: a code to show to staff. */
  | { kind: 'refused'; code: string }
  /** Discord did nothing; try again, not before `afterMs`. */
  | { kind: 'later'; code: string; afterMs: number }
  /** It may have happened. */
  | { kind: 'unknown'; code: string };

export function classify(error: unknown): Failure {
  if (error instanceof RateLimitError)
    return { kind: 'later', code: 'rate_limited', afterMs: error.retryAfter };
  if (error instanceof DiscordAPIError) {
    if (error.status === 429) return { kind: 'later', code: 'rate_limited', afterMs: 5_000 };
    // The token is wrong or was reset: nothing is refused for good, the operator has to act.
    if (error.status === 401) return { kind: 'later', code: 'unauthorized', afterMs: 60_000 };
    if (error.status < 500) return { kind: 'refused', code: String(error.code) };
  }
  if (error instanceof HTTPError || error instanceof DiscordAPIError)
    return { kind: 'unknown', code: `http_${error.status}` };
  return { kind: 'unknown', code: String((error as { code?: unknown }).code ?? 'network') };
}

/** Discord's codes that deliveries know. */
export const CODES = {
  unknownChannel: '10003',
  unknownMessage: '10008',
  missingAccess: '50001',
  dmClosed: '50007',
  noMutualGuild: '50278',
  editLimit: '30046',
} as const;

export const refusedWith = (error: unknown, ...codes: string[]): string | null => {
  const failure = classify(error);
  return failure.kind === 'refused' && codes.includes(failure.code) ? failure.code : null;
};
