import type { ExecutionContext } from 'ava';
import { encrypted, type Rogue, startRogue, type Trust } from './own-rogue.ts';

export function packet(sequence: number, body: Buffer | number[]): Buffer {
  const content = Buffer.from(body);
  const head = Buffer.from([0, 0, 0, sequence & 255]);
  head.writeUIntLE(content.length, 0, 3);
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

/** The bodies of the packets that a client has sent. */
export function packetsOf(received: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let at = 0; at < received.length; ) {
    const end = at + 4 + received.readUIntLE(at, 3);
    bodies.push(received.subarray(at + 4, end));
    at = end;
  }
  return bodies;
}

/** What a server answers to a statement; null: nothing ever. */
type Answer = Buffer | null | ((sql: string) => Buffer);

/**
 * A MySQL that lets everybody in and answers the session's settings; then `answer` says what comes.
 * @param login sent for the log-in, in place of an OK
 * @param options.settings statements that are answered with OK before
 */
export function rogueMysql(
  t: Pick<ExecutionContext, 'teardown'>,
  trust: Trust,
  answer: Answer,
  login: Buffer = ok(3),
  { settings = SETTINGS } = {},
): Promise<Rogue> {
  return startRogue(t, (socket, hear) => {
    socket.write(greeting());
    socket.once('data', (asked: Buffer) => {
      const stream = encrypted(socket, trust, asked.subarray(SSL_REQUEST_LENGTH));
      hear(stream);
      const answers = [login, ...Array.from({ length: settings }, () => ok(1))];
      stream.on('data', (sent: Buffer) => {
        const sql = () => packetsOf(sent)[0]?.toString('utf8', 1) ?? '';
        const next = answers.shift() ?? (typeof answer === 'function' ? answer(sql()) : answer);
        if (next) stream.write(next);
      });
    });
  });
}

/** A text behind its length. */
export function lengthEncoded(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length =
    bytes.length < 251
      ? [bytes.length]
      : [0xfd, bytes.length & 255, (bytes.length >> 8) & 255, bytes.length >> 16];
  return Buffer.concat([Buffer.from(length), bytes]);
}

const END = [0xfe, 0, 0, 2, 0];

const TEXT = 253;

/** An answer of text columns. @param rows as they are sent, each value with its length */
export function textRows(columns: string[], rows: Buffer[]): Buffer {
  return answerOf(
    columns.map((name) => ({ name, type: TEXT })),
    rows,
  );
}

/** An answer of one row and one column, whose value is what is given, its length included. */
export function oneValue(type: number, value: number[]): Buffer {
  return answerOf([{ name: 'x', type }], [Buffer.from(value)]);
}

function answerOf(columns: { name: string; type: number }[], rows: Buffer[]): Buffer {
  const bodies = [
    Buffer.from([columns.length]),
    ...columns.map(({ name, type }) =>
      Buffer.concat([
        ...['def', 'd', 't', 't', name, name].map(lengthEncoded),
        Buffer.from([12, 45, 0, 255, 255, 255, 0, type, 0, 0, 0, 0, 0]),
      ]),
    ),
    Buffer.from(END),
    ...rows,
    Buffer.from(END),
  ];
  return Buffer.concat(bodies.map((body, n) => packet(1 + n, body)));
}
