import type { ExecutionContext } from 'ava';
import { encrypted, type Rogue, startRogue, type Trust } from './own-rogue.ts';

export function packet(sequence: number, body: Buffer | number[]): Buffer {
  const content = Buffer.from(body);
  const head = Buffer.from([content.length & 255, content.length >> 8, 0, sequence]);
  return Buffer.concat([head, content]);
}

/** SSL, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH, LOCAL_FILES, CONNECT_WITH_DB, TRANSACTIONS. */
const CAPABILITIES = 0x00_08_aa_89;
const SSL = 0x800;

export function greeting({ tls = true, plugin = 'mysql_native_password' } = {}): Buffer {
  const flags = tls ? CAPABILITIES : CAPABILITIES & ~SSL;
  return packet(
    0,
    Buffer.concat([
      Buffer.from([10]),
      Buffer.from('8.0.36\0'),
      Buffer.from([1, 0, 0, 0]),
      Buffer.from('12345678\0'),
      Buffer.from([
        flags & 255,
        (flags >> 8) & 255,
        45,
        2,
        0,
        (flags >> 16) & 255,
        flags >> 24,
        21,
      ]),
      Buffer.alloc(10),
      Buffer.from('123456789012\0'),
      Buffer.from(`${plugin}\0`),
    ]),
  );
}

export const ok = (sequence: number) => packet(sequence, [0, 0, 0, 2, 0, 0, 0]);
/** "Send me this file": the answer to a query with which a server steals one. */
export const WANTS_FILE = packet(1, Buffer.from('\xfb/etc/passwd', 'latin1'));
const SSL_REQUEST_LENGTH = 36;
/** Statements that set the session. */
const SETTINGS = 4;

/**
 * A MySQL that lets everybody in and answers the session's settings; then `answer` says what comes.
 * @param answer null: nothing ever
 * @param login sent for the log-in, in place of an OK
 */
export function rogueMysql(
  t: Pick<ExecutionContext, 'teardown'>,
  trust: Trust,
  answer: Buffer | null,
  login: Buffer = ok(3),
): Promise<Rogue> {
  return startRogue(t, (socket, hear) => {
    socket.write(greeting());
    socket.once('data', (asked: Buffer) => {
      const stream = encrypted(socket, trust, asked.subarray(SSL_REQUEST_LENGTH));
      hear(stream);
      const answers = [login, ...Array.from({ length: SETTINGS }, () => ok(1))];
      stream.on('data', () => {
        const next = answers.shift() ?? answer;
        if (next) stream.write(next);
      });
    });
  });
}

/** An answer of one row and one column, whose value is what is given, its length included. */
export function oneValue(type: number, value: number[]): Buffer {
  const text = (one: string) => Buffer.from([one.length, ...Buffer.from(one)]);
  const column = [
    ...['def', 'd', 't', 't', 'x', 'x'].map(text),
    Buffer.from([12, 45, 0, 255, 255, 255, 0, type, 0, 0, 0, 0, 0]),
  ];
  const end = [0xfe, 0, 0, 2, 0];
  return Buffer.concat([
    packet(1, [1]),
    packet(2, Buffer.concat(column)),
    packet(3, end),
    packet(4, value),
    packet(5, end),
  ]);
}
