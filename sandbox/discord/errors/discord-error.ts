import { ERRORS, type ErrorCode } from './codes.ts';

/** An answer that is an error, in Discord's words. */
export class DiscordError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    body: Record<string, unknown> & { message: string },
    headers: Record<string, string> = {},
  ) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function discordError(code: ErrorCode, extra: Record<string, unknown> = {}): DiscordError {
  const [status, message] = ERRORS[code];
  return new DiscordError(status, { message, code, ...extra });
}

/** Code 30046 is a rate limit: it names the seconds after which to come again. */
export function createLateEditError(retryAfterSeconds: number): DiscordError {
  const [status, message] = ERRORS[30046];
  const retry = Math.max(0.001, retryAfterSeconds);
  return new DiscordError(
    status,
    { message, code: 30046, retry_after: retry, global: false },
    { 'retry-after': String(Math.ceil(retry)), 'x-ratelimit-scope': 'user' },
  );
}
