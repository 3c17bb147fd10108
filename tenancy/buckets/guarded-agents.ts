import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import ipaddr from 'ipaddr.js';
import {
  type AddressGuard,
  CustomerDatabaseError,
  isPublic,
  toCustomerDatabaseCode,
} from '../customer-database/index.ts';
import type { HttpAgents } from '../files/store/index.ts';
import { CustomerBucketError } from './error.ts';
import type { CustomerBucketCode } from './types.ts';

/** Of one guild's bucket, in one process. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 32 } as const;
const OPEN_TIMEOUT_MS = 5_000;

/** The connections of a guild's bucket. */
export interface GuardedAgents extends HttpAgents {
  /** Why the last attempt to connect failed; null when none did. S3's SDK does not tell. */
  readonly failure: CustomerBucketCode | null;
}

type OnCreated = (error: Error | null, socket: Duplex) => void;
type ConnectOptions = RequestOptions & { autoSelectFamily?: boolean };
/** Node takes none with an error, which its types do not say. */
const NO_SOCKET = undefined as unknown as Duplex;

/**
 * Connects to addresses that the guard has approved, and to no other: each connection resolves and
 * checks its host anew. Plain http goes to private networks alone, those that the operator allows.
 */
export function createGuardedAgents(guard: AddressGuard, ca: string | null): GuardedAgents {
  let failure: CustomerBucketCode | null = null;
  const fail = (error: unknown): Error => {
    failure = toBucketCode(error);
    return new CustomerBucketError(failure);
  };

  async function approve(options: ConnectOptions, isEncrypted: boolean): Promise<ConnectOptions> {
    const host = String(options.host).replace(/^\[|\]$/g, '');
    const addresses = await guard.resolveAddresses(host, Number(options.port));
    if (!isEncrypted && addresses.some((address) => isPublic(ipaddr.parse(address))))
      throw new CustomerBucketError('SCHEME', 'endpoint');
    // Node asks this function and nobody else; the name is never looked up a second time.
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
      );
    return { ...options, lookup, autoSelectFamily: true };
  }

  const watch = (socket: Duplex, connected: 'connect' | 'secureConnect'): Duplex => {
    const timer = setTimeout(
      () => socket.destroy(new CustomerBucketError('TIMEOUT')),
      OPEN_TIMEOUT_MS,
    );
    socket.once(connected, () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
    socket.once('error', fail);
    return socket;
  };

  class GuardedHttpAgent extends HttpAgent {
    override createConnection(options: ConnectOptions, onCreated?: OnCreated): undefined {
      approve(options, false).then(
        (approved) =>
          onCreated?.(null, watch(super.createConnection(approved) as Duplex, 'connect')),
        (error) => onCreated?.(fail(error), NO_SOCKET),
      );
    }
  }
  class GuardedHttpsAgent extends HttpsAgent {
    override createConnection(options: ConnectOptions, onCreated?: OnCreated): undefined {
      approve(options, true).then(
        (approved) =>
          onCreated?.(null, watch(super.createConnection(approved) as Duplex, 'secureConnect')),
        (error) => onCreated?.(fail(error), NO_SOCKET),
      );
    }
  }
  return {
    httpAgent: new GuardedHttpAgent(AGENT_OPTIONS),
    httpsAgent: new GuardedHttpsAgent({
      ...AGENT_OPTIONS,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(ca === null ? {} : { ca }),
    }),
    get failure() {
      return failure;
    },
  };
}

const NETWORK_CODES = ['HOST', 'ADDRESS', 'REFUSED', 'TIMEOUT', 'TLS'] as const;
const CERTIFICATE_ERRORS = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_)/;

/** What an error of a guard, of TLS or of a socket means for a bucket. */
function toBucketCode(error: unknown): CustomerBucketCode {
  if (error instanceof CustomerBucketError) return error.code;
  const { code: systemCode } = (error ?? {}) as { code?: unknown };
  if (!(error instanceof CustomerDatabaseError) && CERTIFICATE_ERRORS.test(String(systemCode)))
    return 'CERTIFICATE';
  const code = toCustomerDatabaseCode(error);
  if (code === 'IPV6_ONLY') return 'REFUSED';
  return NETWORK_CODES.find((known) => known === code) ?? 'PROTOCOL';
}
