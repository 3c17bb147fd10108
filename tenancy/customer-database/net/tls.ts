import { isIP } from 'node:net';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import type { CustomerDatabase } from '../types.ts';
import type { GuardedSocket } from './guarded-socket.ts';

/**
 * One per authority, not one per connection: each takes memory outside the heap, which thousands of
 * connections that come and go leave in pieces. It holds no session and no key.
 */
const contexts = new LRUCache<string, SecureContext>({
  // An authority of one certificate counts about 3,000; bundles are up to 512 KB.
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: (_context, ca) => ca.length + 2_000,
});

function getSecureContext(ca: string | null): SecureContext {
  const known = contexts.get(ca ?? '');
  if (known) return known;
  const made = createSecureContext({ ...(ca === null ? {} : { ca }), minVersion: 'TLSv1.2' });
  contexts.set(ca ?? '', made);
  return made;
}

/**
 * Encrypts a line. The certificate must be signed by the guild's authority, or a public one, and
 * prove the host: its name, or its address when that is what was given.
 * @returns the stream, before its handshake; `secureConnect` or `error` follow
 */
export function createTlsStream(
  guardedSocket: GuardedSocket,
  { host, ca }: Pick<CustomerDatabase, 'host' | 'ca'>,
): TLSSocket {
  guardedSocket.step = 'tls';
  const stream = connect({
    socket: guardedSocket.socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    secureContext: getSecureContext(ca),
    rejectUnauthorized: true,
  });
  guardedSocket.stream = stream;
  return stream;
}
