import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { ExecutionContext } from 'ava';
import { type Certificate, createAuthority } from '../../sandbox/databases/certificates.ts';
import type { OwnDatabase } from '../../tenancy/own/index.ts';

/** A server that does what a test tells it, and counts who is connected. */
export interface Rogue {
  port: number;
  /** Connections that were ever made. */
  connections(): number;
  /** Resolves when somebody has connected and nobody is any more. */
  empty(): Promise<void>;
  /** Sends this to everybody who is connected, encrypted. */
  send(bytes: Buffer): void;
  /** From now on it neither reads nor closes. */
  deafen(): void;
  /** Everything that clients sent, before and after encryption. */
  received(): Buffer;
}

/** Something on both sides of an encryption. */
type Stream = Socket | TLSSocket;

export async function startRogue(
  t: Pick<ExecutionContext, 'teardown'>,
  serve: (socket: Socket, hear: (stream: Stream) => void) => void,
): Promise<Rogue> {
  const heard: Buffer[] = [];
  const streams: Stream[] = [];
  const open = new Set<Socket>();
  let count = 0;
  let changed = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => {});
    // Who does not read does not learn that the other end has closed.
    socket.on('data', () => {});
    socket.once('close', () => {
      open.delete(socket);
      changed.resolve();
      changed = Promise.withResolvers();
    });
    serve(socket, (stream) => {
      streams.push(stream);
      stream.on('data', (data: Buffer) => heard.push(data));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    async empty() {
      while (count === 0 || open.size > 0) await changed.promise;
    },
    send(bytes) {
      for (const stream of streams) if (stream.writable) stream.write(bytes);
    },
    deafen() {
      for (const stream of streams) stream.pause().removeAllListeners('data');
    },
    received: () => Buffer.concat(heard),
  };
}

export interface Trust extends Certificate {
  ca: string;
}

let trusted: Promise<Trust> | undefined;

/** A certificate for db.test, and whose it is. One for all tests of a file. */
export function trust(): Promise<Trust> {
  trusted ??= createAuthority().then(async (authority) => ({
    ca: authority.ca,
    ...(await authority.issue({ dns: ['db.test'] })),
  }));
  return trusted;
}

/**
 * The server's side of TLS on a socket that has begun in the clear.
 * @param early what came of the client's side of it already
 */
export function encrypted(
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
  engine: OwnDatabase['engine'],
  port: number,
  ca: string | null,
): OwnDatabase => ({
  engine,
  host: 'db.test',
  port,
  user: 'canary-user',
  password: 'canary-password',
  database: 'canary-database',
  ca,
});
