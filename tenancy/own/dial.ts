import { isIPv6, type LookupFunction } from 'node:net';
import type { AddressGuard } from './address-guard.ts';
import type { OwnLimits } from './limits.ts';
import type { Line } from './line.ts';
import type { OwnDatabase } from './types.ts';

/**
 * Connects a line to an own database: resolve, check, connect to what was checked. Done anew for
 * every connection.
 * @throws what the guard, the socket or the line says
 */
export async function dial(
  line: Line,
  { host, port }: Pick<OwnDatabase, 'host' | 'port'>,
  guard: AddressGuard,
  limits: OwnLimits,
): Promise<void> {
  const addresses = await guard.addresses(host, port);
  if (line.verdict) throw line.verdict;
  await connect(line, addresses, port, limits.connectMs);
}

/** Tries the addresses in turn, IPv6 and IPv4 alternating. */
function connect(line: Line, addresses: string[], port: number, ms: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => line.fail('TIMEOUT'), ms);
  // Node asks this function and nobody else; the name is never looked up a second time.
  const lookup: LookupFunction = (_host, _options, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
    );
  line.socket.once('connect', resolve).once('error', reject).once('close', reject);
  line.socket.connect({
    host: 'own-database.invalid',
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
  });
  return promise.finally(() => {
    clearTimeout(late);
    line.socket.off('error', reject).off('close', reject);
  });
}
