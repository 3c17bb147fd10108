import type { AddressGuard } from '../../tenancy/index.ts';
import { CallSlots } from './call-slots.ts';
import { EgressError } from './egress-error.ts';
import { sendRequest } from './send-request.ts';
import type { Egress } from './types.ts';

export interface EgressOptions {
  /** Decides which addresses may be reached; asked for each call. */
  guard: AddressGuard;
  /** Calls at once. */
  maxCalls: number;
  /** `ip:port` that may be called on other ports than 80 and 443; see the guard's exceptions. */
  allowedAddresses?: readonly string[];
  /** ms for a whole call. */
  timeoutMs?: number;
  /** Bytes of a body. */
  maxBytes?: number;
}

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 1_000_000;
/** Of all calls, those of one guild: a slow server that it names delays no other guild. */
const GUILD_SHARE = 1 / 4;
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);
/** Names who calls, as servers' operators expect of a bot. */
const USER_AGENT = 'Vektra (link preview)';

/** All calls to addresses that users gave go through one egress per process. */
export function createEgress({
  guard,
  maxCalls,
  allowedAddresses = [],
  timeoutMs = TIMEOUT_MS,
  maxBytes = MAX_BYTES,
}: EgressOptions): Egress {
  const slots = new CallSlots({
    max: maxCalls,
    maxPerGuild: Math.max(1, Math.floor(maxCalls * GUILD_SHARE)),
  });

  /** @throws EgressError `refused`, `unreachable`, `timeout` */
  async function resolveAddresses(url: URL): Promise<string[]> {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const addresses = await guard.resolveAddresses(host, port).catch((error) => {
      throw toEgressError(error);
    });
    const isAllowedPort =
      WEB_PORTS.has(port) ||
      addresses.every((address) => allowedAddresses.includes(formatAddress(address, port)));
    if (!isAllowedPort) throw new EgressError('refused');
    return addresses;
  }

  return {
    async get(href, { guildId, signal: callerSignal, maxBytes: callerMaxBytes = maxBytes }) {
      const url = URL.parse(href);
      if (!url || !isWebUrl(url)) throw new EgressError('refused');
      const release = slots.tryAcquire(guildId);
      if (!release) throw new EgressError('busy');
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = callerSignal ? AbortSignal.any([timeout, callerSignal]) : timeout;
      try {
        const addresses = await resolveAddresses(url);
        return await sendRequest(url, {
          addresses,
          signal,
          maxBytes: Math.min(maxBytes, callerMaxBytes),
          userAgent: USER_AGENT,
        });
      } finally {
        release();
      }
    },
  };
}

const isWebUrl = ({ protocol, username, password }: URL): boolean =>
  (protocol === 'https:' || protocol === 'http:') && !username && !password;

const formatAddress = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** @param error the guard's */
function toEgressError(error: unknown): EgressError {
  const { code } = error as { code?: unknown };
  if (code === 'ADDRESS') return new EgressError('refused');
  return new EgressError(code === 'TIMEOUT' ? 'timeout' : 'unreachable', { cause: error });
}
