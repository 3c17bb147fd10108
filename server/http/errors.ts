import { isUnreachable, SecretStoreError } from '../../tenancy/index.ts';

/** A refusal of the HTTP layer itself; pages say in words what its code means. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  /** Sent as `Retry-After`; null: nothing is known about when it is worth trying again. */
  readonly retryAfterSeconds: number | null;
  /** A sentence for whoever operates this deployment; shown where no page is. */
  readonly hint: string | null;

  constructor(
    status: number,
    code: string,
    options: { cause?: unknown; retryAfterSeconds?: number; hint?: string } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.hint = options.hint ?? null;
  }
}

export const badRequest = () => new HttpError(400, 'bad_request');

/** Discord failed to answer, in whatever way. */
export const discordUnavailable = (cause: unknown) =>
  new HttpError(503, 'discord_unavailable', { cause });

/** The control database or Vault failed to answer: a refusal; any other error as it is. */
export const toUnavailableError = (error: unknown): unknown =>
  isUnreachable(error) || error instanceof SecretStoreError
    ? new HttpError(503, 'service_unavailable', { cause: error })
    : error;
