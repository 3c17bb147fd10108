import type { IncomingHttpHeaders } from 'node:http';

export interface EgressResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** Empty for a redirect. */
  body: Buffer;
}

export interface EgressCallOptions {
  /** The guild whose share of the calls is used. */
  guildId: string;
  /** Ends the call before its own time-out. */
  signal?: AbortSignal;
  /** Bytes of a body, if fewer than usual. */
  maxBytes?: number;
}

/** HTTP to addresses that users gave. */
export interface Egress {
  /**
   * Sends a GET request. A redirect is returned, not followed: whoever follows it calls again, and
   * the new address is checked like the first.
   * @throws EgressError
   */
  get(href: string, options: EgressCallOptions): Promise<EgressResponse>;
}
