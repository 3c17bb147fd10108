import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { type Cidr, type Ip, inCidr, isNever, isPublic, machine } from './address-ranges.ts';
import { OwnDatabaseError } from './errors.ts';

export interface HostPort {
  host: string;
  port: number;
}

/** All addresses of a name, as text. */
export type Resolve = (host: string) => Promise<string[]>;

export interface AddressGuardOptions {
  /** Our own clusters, control database and Vault: names are resolved anew at each check. */
  ours: readonly HostPort[];
  /**
   * The operator's exceptions for private networks: `10.1.0.0/16`, `127.0.0.1:5433`, `[::1]:5433`.
   * A CIDR allows every port of its addresses.
   */
  allow?: readonly string[];
  resolve?: Resolve;
  /** ms to wait for a resolver. */
  resolveMs?: number;
}

/** Decides which addresses an own database may have. */
export interface AddressGuard {
  /**
   * The addresses to connect to, now. The answer holds for one connection: the next one asks again,
   * so a name that changes its address between check and use gains nothing.
   * @throws OwnDatabaseError `HOST`, `TIMEOUT`, or `ADDRESS` when any of its addresses is refused
   */
  addresses(host: string, port: number): Promise<string[]>;
}

const MAX_ADDRESSES = 16;

const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** @throws Error that names the setting when an entry of `allow` is neither a CIDR nor `ip:port` */
export function createAddressGuard(options: AddressGuardOptions): AddressGuard {
  const allow = (options.allow ?? []).map(allowance);
  const { ours, resolve = systemResolve, resolveMs = 2_000 } = options;

  const find = async (host: string): Promise<Ip[]> => {
    const found = isIP(host) ? [host] : await inTime(resolve(host), resolveMs);
    return found.map((address) => ipaddr.parse(address));
  };

  /** `machine:port` of what is ours. A name of ours that does not resolve reaches nothing of ours. */
  const taken = async (): Promise<string[]> => {
    const found = await Promise.all(
      ours.map(async ({ host, port }) =>
        (await find(host).catch(() => [])).map((ip) => `${machine(ip)} ${port}`),
      ),
    );
    return found.flat();
  };

  const mayUse = (ip: Ip, port: number, own: readonly string[]): boolean => {
    if (isNever(ip) || own.includes(`${machine(ip)} ${port}`)) return false;
    if (allow.some((rule) => inCidr(ip, rule.cidr) && (rule.port ?? port) === port)) return true;
    return isPublic(ip) && !ourMachines(own).has(machine(ip));
  };

  return {
    async addresses(host, port) {
      const refused = (code: 'HOST' | 'ADDRESS' | 'TIMEOUT') =>
        new OwnDatabaseError(code, { step: 'address' });
      const [found, own] = await Promise.all([
        find(host).catch((error) => {
          throw refused(error === LATE ? 'TIMEOUT' : 'HOST');
        }),
        taken(),
      ]);
      if (found.length === 0) throw refused('HOST');
      if (found.length > MAX_ADDRESSES || !found.every((ip) => mayUse(ip, port, own)))
        throw refused('ADDRESS');
      return found.map((ip) => ip.toString());
    },
  };
}

/** Machines of ours, on any port: those named, and the one that this process runs on. */
function ourMachines(own: readonly string[]): Set<string> {
  const here = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set([
    ...own.map((entry) => entry.split(' ')[0] as string),
    ...here.map(({ address }) => machine(ipaddr.parse(address))),
  ]);
}

function allowance(text: string): { cidr: Cidr; port: number | null } {
  const [, address = '', port = ''] = /^\[?([0-9a-f.:]+?)\]?:([0-9]{1,5})$/i.exec(text) ?? [];
  if (ipaddr.isValidCIDR(text)) return { cidr: ipaddr.parseCIDR(text), port: null };
  if (!isIP(address)) throw new Error('an allowed address must be a CIDR or ip:port');
  const ip = ipaddr.parse(address);
  return { cidr: [ip, ip.kind() === 'ipv4' ? 32 : 128], port: Number(port) };
}

const LATE = Symbol('late');

function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(LATE), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
