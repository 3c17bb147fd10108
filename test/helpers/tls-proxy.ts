import { connect, type Socket } from 'node:net';
import type { ExecutionContext } from 'ava';
import type { Certificate } from '../../sandbox/databases/certificates.ts';
import { startRogueServer, wrapInTls } from './rogue-server.ts';

/** A Postgres whose certificate can be replaced while it runs. */
export interface TlsProxy {
  port: number;
  /** From the next connection on; the open ones break. */
  replaceCertificate(certificate: Certificate): void;
}

/** Speaks TLS with this certificate and passes on what is in it. @param port the Postgres's */
export async function startTlsProxy(
  t: Pick<ExecutionContext, 'teardown'>,
  port: number,
  certificate: Certificate,
): Promise<TlsProxy> {
  let served = certificate;
  const sockets = new Set<Socket>();
  const proxy = await startRogueServer(t, (socket, track) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The request for TLS.
    socket.once('data', () => {
      socket.write('S');
      const stream = wrapInTls(socket, served);
      track(stream);
      const upstream = connect(port, '127.0.0.1');
      upstream.on('error', () => socket.destroy());
      socket.once('close', () => upstream.destroy());
      stream.pipe(upstream).pipe(stream);
    });
  });
  return {
    port: proxy.port,
    replaceCertificate(next) {
      served = next;
      for (const socket of sockets) socket.destroy();
    },
  };
}
