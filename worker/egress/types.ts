import type { IncomingHttpHeaders } from 'node:http';

export interface EgressResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** Empty for a redirect. */
  body: Buffer;
}

/** HTTP to addresses that users gave. */
export interface Egress {
  /**
   * Sends a GET request. A redirect is returned, not followed: whoever follows it calls again, and
   * the new address is checked like the first.
   * @param options.guildId the guild whose share of the calls is used
   * @param options.signal ends the call before its own time-out
   * @throws EgressError
   */
  get(href: string, options: { guildId: string; signal?: AbortSignal }): Promise<EgressResponse>;
}
