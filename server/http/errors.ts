import { isUnreachable, SecretStoreError } from '../../tenancy/index.ts';

/** A refusal of the HTTP layer; pages map its code to texts. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  /** Sent as `Retry-After`; null when unknown. */
  readonly retryAfterSeconds: number | null;
  /** A sentence for the operator of this deployment; shown where no page is rendered. */
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

/** A call to Discord failed. */
export const discordUnavailable = (cause: unknown) =>
  new HttpError(503, 'discord_unavailable', { cause });

/**
 * Maps an unavailable control database or Vault to a refusal; returns any other error unchanged.
 */
export const toUnavailableError = (error: unknown): unknown =>
  isUnreachable(error) || error instanceof SecretStoreError
    ? new HttpError(503, 'service_unavailable', { cause: error })
    : error;
