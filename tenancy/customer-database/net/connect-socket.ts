import { isIPv6, type LookupFunction } from 'node:net';
import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabaseLimits } from '../limits.ts';
import type { CustomerDatabase } from '../types.ts';
import type { AddressGuard } from './address-guard.ts';
import type { GuardedSocket } from './guarded-socket.ts';

/**
 * Connects a line to a customer database: resolve, check, connect to what was checked. Done again
 * for every connection.
 * @throws what the guard, the socket or the line says
 */
export async function connectSocket(
  guardedSocket: GuardedSocket,
  { host, port }: Pick<CustomerDatabase, 'host' | 'port'>,
  guard: AddressGuard,
  limits: CustomerDatabaseLimits,
): Promise<void> {
  const addresses = await guard.resolveAddresses(host, port);
  if (guardedSocket.failure) throw guardedSocket.failure;
  await connectToAny(guardedSocket, addresses, port, limits.connectMs);
}

/** Tries the addresses in turn, IPv6 and IPv4 alternating. */
function connectToAny(
  guardedSocket: GuardedSocket,
  addresses: string[],
  port: number,
  timeoutMs: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => guardedSocket.fail('TIMEOUT'), timeoutMs);
  // Node asks this function and nobody else; the name is never looked up a second time.
  const lookup: LookupFunction = (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
    );
  const rejectWith = (error: unknown) =>
    reject(
      isIpv6Unroutable(addresses, error)
        ? new CustomerDatabaseError('IPV6_ONLY', { step: 'address' })
        : error,
    );
  guardedSocket.socket.once('connect', resolve).once('error', rejectWith).once('close', reject);
  guardedSocket.socket.connect({
    host: 'own-database.invalid',
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
  });
  return promise.finally(() => {
    clearTimeout(timer);
    guardedSocket.socket.off('error', rejectWith).off('close', reject);
  });
}

/** Whether there is no way to any of the addresses because this machine has no IPv6. */
export const isIpv6Unroutable = (addresses: readonly string[], error: unknown): boolean =>
  addresses.every((address) => isIPv6(address)) &&
  ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(
    String((error as NodeJS.ErrnoException | null)?.code),
  );
