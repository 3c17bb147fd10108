import ipaddr from 'ipaddr.js';
import type { Ctx } from './state.ts';

/**
 * Who a limit counts: the person once signed in, else the address. Of an IPv6 address the network
 * counts, for one subscriber has 2^64 addresses in it.
 */
export const getClientKey = ({ state, ip, req }: Ctx): string =>
  state.session?.userId ?? toNetwork(ip) ?? toNetwork(req.socket.remoteAddress) ?? 'unknown';

/** @returns null for what is no address: a proxy's header may hold anything */
export function toNetwork(address: string | undefined): string | null {
  if (!address || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString();
}
