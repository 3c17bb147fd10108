import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Line } from './line.ts';
import type { OwnDatabase } from './types.ts';

/**
 * Encrypts a line. The certificate must be signed by the guild's authority, or a public one, and
 * prove the host: its name, or its address when that is what was given.
 * @returns the stream, before its handshake; `secureConnect` or `error` follow
 */
export function encrypt(line: Line, { host, ca }: Pick<OwnDatabase, 'host' | 'ca'>): TLSSocket {
  line.step = 'tls';
  const stream = connect({
    socket: line.socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    ...(ca === null ? {} : { ca }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
  line.stream = stream;
  return stream;
}
