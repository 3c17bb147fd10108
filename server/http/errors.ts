import { isUnreachable, SecretStoreError } from '../../tenancy/index.ts';

/** A refusal of the HTTP layer itself; pages say in words what its code means. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, cause?: unknown) {
    super(code, { cause });
    this.name = 'HttpRefusal';
    this.status = status;
    this.code = code;
  }
}

/** Discord failed to answer, in whatever way. */
export const discordUnavailable = (cause: unknown) =>
  new HttpRefusal(503, 'discord_unavailable', cause);

/** The control database or Vault failed to answer: a refusal; any other error as it is. */
export const orUnavailable = (error: unknown): unknown =>
  isUnreachable(error) || error instanceof SecretStoreError
    ? new HttpRefusal(503, 'service_unavailable', error)
    : error;
