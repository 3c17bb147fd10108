import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { toCertificateCode } from '../error-codes.ts';
import type { CustomerDatabase, CustomerDatabaseCode } from '../types.ts';
import { describeCertificate } from './describe-certificate.ts';
import type { GuardedSocket } from './guarded-socket.ts';

type ServerIdentity = Pick<CustomerDatabase, 'host' | 'ca' | 'pinnedFingerprint'>;

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
 * Encrypts a line and verifies the server. Nothing else is to be sent before this resolves. The
 * certificate must be signed by the guild's authority, or a public one, and prove the host: its
 * name, or its address when that is what was given. If one is pinned, it must be exactly that one
 * instead; its names, signatures and dates say nothing then (as RFC 7671, 5.1, has it for DANE-EE).
 * @throws CustomerDatabaseError `CERTIFICATE_…`, with the certificate; what the stream says
 */
export async function establishTls(
  guardedSocket: GuardedSocket,
  database: ServerIdentity,
): Promise<TLSSocket> {
  const { host, ca } = database;
  guardedSocket.step = 'tls';
  const stream = connect({
    socket: guardedSocket.socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    secureContext: getSecureContext(ca),
    // Node verifies in either case. Told to reject, it closes the handle before the certificate can
    // be read from it; findRefusal has the verdict instead.
    rejectUnauthorized: false,
  });
  guardedSocket.stream = stream;
  const closed = new AbortController();
  guardedSocket.socket.once('close', () => closed.abort());
  await once(stream, 'secureConnect', { signal: closed.signal });
  const certificate = stream.getPeerX509Certificate();
  const refusal = findRefusal(stream, certificate, database);
  if (refusal)
    throw guardedSocket.fail(refusal, certificate ? describeCertificate(certificate) : null);
  return stream;
}

/** @returns null for a certificate that proves the server */
function findRefusal(
  { authorized, authorizationError }: TLSSocket,
  certificate: X509Certificate | undefined,
  { host, pinnedFingerprint }: ServerIdentity,
): CustomerDatabaseCode | null {
  if (!certificate) return 'TLS';
  if (pinnedFingerprint !== null)
    return certificate.fingerprint256 === pinnedFingerprint ? null : 'CERTIFICATE_CHANGED';
  if (authorized) return null;
  const name = isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host);
  return toCertificateCode(String(authorizationError), name !== undefined);
}
