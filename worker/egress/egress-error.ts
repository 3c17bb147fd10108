/**
 * Why an outgoing call has no response. For logs and retries: people see the same text for all of
 * them, so that nobody learns what is behind our addresses.
 */
export type EgressCode =
  /** Not http(s), another port than 80 and 443, or an address that nobody may reach through us. */
  | 'refused'
  /** The name does not resolve, or the connection failed. */
  | 'unreachable'
  | 'timeout'
  | 'too_large'
  /** The body is compressed although none was asked for. */
  | 'encoding'
  /** As many calls as allowed are under way; nothing was sent. */
  | 'busy';

export class EgressError extends Error {
  override readonly name = 'EgressError';
  readonly code: EgressCode;

  constructor(code: EgressCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
