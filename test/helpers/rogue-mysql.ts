import type { ExecutionContext } from 'ava';
import {
  type RogueServer,
  startRogueServer,
  type TestCertificate,
  wrapInTls,
} from './rogue-server.ts';

export function createPacket(sequence: number, body: Buffer | number[]): Buffer {
  const content = Buffer.from(body);
  const head = Buffer.from([0, 0, 0, sequence & 255]);
  head.writeUIntLE(content.length, 0, 3);
  return Buffer.concat([head, content]);
}

/** SSL, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH, LOCAL_FILES, CONNECT_WITH_DB, TRANSACTIONS. */
const CAPABILITIES = 0x00_08_aa_89;
const SSL = 0x800;

export function createGreeting({ tls = true, plugin = 'mysql_native_password' } = {}): Buffer {
  const flags = tls ? CAPABILITIES : CAPABILITIES & ~SSL;
  return createPacket(
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

export const okPacket = (sequence: number) => createPacket(sequence, [0, 0, 0, 2, 0, 0, 0]);
/** "Send me this file": the answer to a query with which a server steals one. */
export const LOCAL_INFILE_REQUEST = createPacket(1, Buffer.from('\xfb/etc/passwd', 'latin1'));
const SSL_REQUEST_LENGTH = 36;
/** Statements that set the session. */
const SETUP_STATEMENTS = 4;

/** The bodies of the packets that a client has sent. */
export function parsePackets(received: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let at = 0; at < received.length; ) {
    const end = at + 4 + received.readUIntLE(at, 3);
    bodies.push(received.subarray(at + 4, end));
    at = end;
  }
  return bodies;
}

/** What a server answers to a statement; null: nothing ever. */
type RogueReply = Buffer | null | ((sql: string) => Buffer);

/**
 * A MySQL that lets everybody in and answers the session's settings; then `answer` says what comes.
 * @param login sent for the log-in, in place of an OK
 * @param options.settings statements that are answered with OK before
 */
export function startRogueMysql(
  t: Pick<ExecutionContext, 'teardown'>,
  certificate: TestCertificate,
  reply: RogueReply,
  login: Buffer = okPacket(3),
  { settings = SETUP_STATEMENTS } = {},
): Promise<RogueServer> {
  return startRogueServer(t, (socket, track) => {
    socket.write(createGreeting());
    socket.once('data', (sslRequest: Buffer) => {
      const stream = wrapInTls(socket, certificate, sslRequest.subarray(SSL_REQUEST_LENGTH));
      track(stream);
      const replies = [login, ...Array.from({ length: settings }, () => okPacket(1))];
      stream.on('data', (sent: Buffer) => {
        const sql = () => parsePackets(sent)[0]?.toString('utf8', 1) ?? '';
        const next = replies.shift() ?? (typeof reply === 'function' ? reply(sql()) : reply);
        if (next) stream.write(next);
      });
    });
  });
}

/** A text behind its length. */
export function encodeLengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length =
    bytes.length < 251
      ? [bytes.length]
      : [0xfd, bytes.length & 255, (bytes.length >> 8) & 255, bytes.length >> 16];
  return Buffer.concat([Buffer.from(length), bytes]);
}

const EOF_PACKET = [0xfe, 0, 0, 2, 0];

const TEXT_COLUMN_TYPE = 253;

/** An answer of text columns. @param rows as they are sent, each value with its length */
export function createTextRows(columns: string[], rows: Buffer[]): Buffer {
  return createResultSet(
    columns.map((name) => ({ name, type: TEXT_COLUMN_TYPE })),
    rows,
  );
}

/** An answer of one row and one column, whose value is what is given, its length included. */
export function createSingleValue(type: number, value: number[]): Buffer {
  return createResultSet([{ name: 'x', type }], [Buffer.from(value)]);
}

function createResultSet(columns: { name: string; type: number }[], rows: Buffer[]): Buffer {
  const bodies = [
    Buffer.from([columns.length]),
    ...columns.map(({ name, type }) =>
      Buffer.concat([
        ...['def', 'd', 't', 't', name, name].map(encodeLengthPrefixed),
        Buffer.from([12, 45, 0, 255, 255, 255, 0, type, 0, 0, 0, 0, 0]),
      ]),
    ),
    Buffer.from(EOF_PACKET),
    ...rows,
    Buffer.from(EOF_PACKET),
  ];
  return Buffer.concat(bodies.map((body, n) => createPacket(1 + n, body)));
}
