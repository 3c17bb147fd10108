import ipaddr from 'ipaddr.js';

export type Ip = ipaddr.IPv4 | ipaddr.IPv6;
export type Cidr = [Ip, number];

/**
 * Never connected to, not even when the operator allowed a network around it: addresses that stand
 * for another one, and those where clouds hand out credentials to whoever asks.
 */
const FORBIDDEN_KINDS = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'ipv4Mapped',
  'rfc6145',
  'rfc6052',
  '6to4',
  'teredo',
]);
const FORBIDDEN_RANGES: Cidr[] = [
  '0.0.0.0/8',
  '169.254.169.254/32',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
].map((text) => ipaddr.parseCIDR(text));
/** IPv4 addresses in IPv6 notation, as `::127.0.0.1`; ::1 is among them and may be allowed. */
const EMBEDDED_IPV4 = ipaddr.parseCIDR('::/96');
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

export const isInCidr = (ip: Ip, [network, bits]: Cidr): boolean =>
  ip.kind() === network.kind() && ip.match(network, bits);

export const isForbidden = (ip: Ip): boolean =>
  FORBIDDEN_KINDS.has(ip.range()) ||
  FORBIDDEN_RANGES.some((cidr) => isInCidr(ip, cidr)) ||
  (isInCidr(ip, EMBEDDED_IPV4) && ip.range() !== 'loopback');

/** Whether the whole internet can reach it; special ranges of the registries are not. */
export const isPublic = (ip: Ip): boolean =>
  ip.range() === 'unicast' && (ip.kind() === 'ipv4' || isInCidr(ip, GLOBAL_UNICAST));

/** The same for addresses that reach the same machine: every loopback address reaches ourselves. */
export const machineKey = (ip: Ip): string =>
  ip.range() === 'loopback' ? 'loopback' : ip.toNormalizedString();
