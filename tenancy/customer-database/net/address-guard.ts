import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { CustomerDatabaseError } from '../errors.ts';
import {
  type Cidr,
  type Ip,
  isForbidden,
  isInCidr,
  isPublic,
  machineKey,
} from './address-ranges.ts';

export interface HostPort {
  host: string;
  port: number;
}

/** All addresses of a name, as text. */
export type ResolveHost = (host: string) => Promise<string[]>;

export interface AddressGuardOptions {
  /** Our own clusters, control database and Vault: names are resolved again at each check. */
  internalHosts: readonly HostPort[];
  /**
   * The operator's exceptions for private networks: `10.1.0.0/16`, `127.0.0.1:5433`, `[::1]:5433`.
   * A CIDR allows every port of its addresses.
   */
  allowedAddresses?: readonly string[];
  resolveHost?: ResolveHost;
  /** ms to wait for a resolver. */
  resolveTimeoutMs?: number;
}

/** Decides which addresses a customer database may have. */
export interface AddressGuard {
  /**
   * The addresses to connect to, now. The answer holds for one connection: the next one asks again,
   * so a name that changes its address between check and use gains nothing.
   * @throws CustomerDatabaseError `HOST`, `TIMEOUT`, or `ADDRESS` when any of its addresses is
   *   refused
   */
  resolveAddresses(host: string, port: number): Promise<string[]>;
}

const MAX_ADDRESSES = 16;

const systemResolveHost: ResolveHost = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** @throws Error that names the setting when an entry of `allow` is neither a CIDR nor `ip:port` */
export function createAddressGuard(options: AddressGuardOptions): AddressGuard {
  const allowedRules = (options.allowedAddresses ?? []).map(parseAllowedAddress);
  const { internalHosts, resolveHost = systemResolveHost, resolveTimeoutMs = 2_000 } = options;

  const resolveIps = async (host: string): Promise<Ip[]> => {
    const found = isIP(host) ? [host] : await withTimeout(resolveHost(host), resolveTimeoutMs);
    return found.map((address) => ipaddr.parse(address));
  };

  /**
   * `machine:port` of what is ours. A name of ours that does not resolve reaches nothing of ours.
   */
  const listInternalEndpoints = async (): Promise<string[]> => {
    const found = await Promise.all(
      internalHosts.map(async ({ host, port }) =>
        (await resolveIps(host).catch(() => [])).map((ip) => `${machineKey(ip)} ${port}`),
      ),
    );
    return found.flat();
  };

  const isAllowed = (ip: Ip, port: number, internalEndpoints: readonly string[]): boolean => {
    if (isForbidden(ip) || internalEndpoints.includes(`${machineKey(ip)} ${port}`)) return false;
    if (allowedRules.some((rule) => isInCidr(ip, rule.cidr) && (rule.port ?? port) === port))
      return true;
    return isPublic(ip) && !listOurMachines(internalEndpoints).has(machineKey(ip));
  };

  return {
    async resolveAddresses(host, port) {
      const refused = (code: 'HOST' | 'ADDRESS' | 'TIMEOUT') =>
        new CustomerDatabaseError(code, { step: 'address' });
      const [found, internalEndpoints] = await Promise.all([
        resolveIps(host).catch((error) => {
          throw refused(error === TIMED_OUT ? 'TIMEOUT' : 'HOST');
        }),
        listInternalEndpoints(),
      ]);
      if (found.length === 0) throw refused('HOST');
      if (
        found.length > MAX_ADDRESSES ||
        !found.every((ip) => isAllowed(ip, port, internalEndpoints))
      )
        throw refused('ADDRESS');
      return found.map((ip) => ip.toString());
    },
  };
}

/** Machines of ours, on any port: those named, and the one that this process runs on. */
function listOurMachines(internalEndpoints: readonly string[]): Set<string> {
  const localInterfaces = Object.values(networkInterfaces()).flatMap(
    (addresses) => addresses ?? [],
  );
  return new Set([
    ...internalEndpoints.map((entry) => entry.split(' ')[0] as string),
    ...localInterfaces.map(({ address }) => machineKey(ipaddr.parse(address))),
  ]);
}

function parseAllowedAddress(text: string): { cidr: Cidr; port: number | null } {
  const [, address = '', port = ''] = /^\[?([0-9a-f.:]+?)\]?:([0-9]{1,5})$/i.exec(text) ?? [];
  if (ipaddr.isValidCIDR(text)) return { cidr: ipaddr.parseCIDR(text), port: null };
  if (!isIP(address)) throw new Error('an allowed address must be a CIDR or ip:port');
  const ip = ipaddr.parse(address);
  return { cidr: [ip, ip.kind() === 'ipv4' ? 32 : 128], port: Number(port) };
}

const TIMED_OUT = Symbol('late');

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(TIMED_OUT), timeoutMs);
  return Promise.race([work, timeout.promise]).finally(() => clearTimeout(timer));
}
