import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { ExecutionContext } from 'ava';
import { type Certificate, createAuthority } from '../../sandbox/databases/certificates.ts';
import type { CustomerDatabase } from '../../tenancy/customer-database/index.ts';

/** A server that does what a test tells it, and counts who is connected. */
export interface RogueServer {
  port: number;
  /** Connections that were ever made. */
  connectionCount(): number;
  /** Resolves when somebody has connected and nobody is any more. */
  waitUntilEmpty(): Promise<void>;
  /** Sends this to everybody who is connected, encrypted. */
  send(bytes: Buffer): void;
  /** From now on it neither reads nor closes. */
  stopReading(): void;
  /** Everything that clients sent, before and after encryption. */
  received(): Buffer;
}

/** Something on both sides of an encryption. */
type Stream = Socket | TLSSocket;

export async function startRogueServer(
  t: Pick<ExecutionContext, 'teardown'>,
  serve: (socket: Socket, track: (stream: Stream) => void) => void,
): Promise<RogueServer> {
  const receivedChunks: Buffer[] = [];
  const streams: Stream[] = [];
  const openSockets = new Set<Socket>();
  let acceptedCount = 0;
  let changed = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    acceptedCount += 1;
    openSockets.add(socket);
    socket.on('error', () => {});
    // Who does not read does not learn that the other end has closed.
    socket.on('data', () => {});
    socket.once('close', () => {
      openSockets.delete(socket);
      changed.resolve();
      changed = Promise.withResolvers();
    });
    serve(socket, (stream) => {
      streams.push(stream);
      stream.on('data', (data: Buffer) => receivedChunks.push(data));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of openSockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connectionCount: () => acceptedCount,
    async waitUntilEmpty() {
      while (acceptedCount === 0 || openSockets.size > 0) await changed.promise;
    },
    send(bytes) {
      for (const stream of streams) if (stream.writable) stream.write(bytes);
    },
    stopReading() {
      for (const stream of streams) stream.pause().removeAllListeners('data');
    },
    received: () => Buffer.concat(receivedChunks),
  };
}

export interface TestCertificate extends Certificate {
  ca: string;
}

let cachedCertificate: Promise<TestCertificate> | undefined;

/** A certificate for db.test, and whose it is. One for all tests of a file. */
export function getTestCertificate(): Promise<TestCertificate> {
  cachedCertificate ??= createAuthority().then(async (authority) => ({
    ca: authority.ca,
    ...(await authority.issue({ dns: ['db.test'] })),
  }));
  return cachedCertificate;
}

/**
 * The server's side of TLS on a socket that has begun in the clear.
 * @param early what came of the client's side of it already
 */
export function wrapInTls(
  socket: Socket,
  { cert, key }: Certificate,
  early: Buffer = Buffer.alloc(0),
): TLSSocket {
  socket.pause().removeAllListeners('data');
  if (early.length > 0) socket.unshift(early);
  const stream = new TLSSocket(socket, {
    isServer: true,
    secureContext: createSecureContext({ cert, key }),
  });
  stream.on('error', () => socket.destroy());
  stream.on('data', () => {});
  stream.once('close', () => socket.destroy());
  return stream;
}

export const rogueDatabase = (
  engine: CustomerDatabase['engine'],
  port: number,
  ca: string | null,
): CustomerDatabase => ({
  engine,
  host: 'db.test',
  port,
  user: 'canary-user',
  password: 'canary-password',
  database: 'canary-database',
  ca,
  pinnedFingerprint: null,
});
