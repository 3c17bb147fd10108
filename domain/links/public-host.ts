import ipaddr from 'ipaddr.js';
import { parse as parseDomain } from 'tldts';

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a link's host can be reached from everywhere, as far as its name tells: a domain under a
 * public top-level domain, or a public address. What the name resolves to is checked when it is
 * connected to.
 */
export function isPublicHost({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (!ipaddr.isValid(address)) {
    const { isIcann, domain } = parseDomain(hostname.replace(/\.$/, ''));
    return isIcann === true && domain !== null;
  }
  const ip = ipaddr.parse(address);
  return ip.range() === 'unicast' && (ip instanceof ipaddr.IPv4 || ip.match(GLOBAL_UNICAST));
}
