import type { ExecutionContext } from 'ava';
import {
  type RogueServer,
  startRogueServer,
  type TestCertificate,
  wrapInTls,
} from './rogue-server.ts';

/** A message of Postgres' protocol. */
export function createMessage(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export const READY = createMessage('Z', 'I');
const AUTHENTICATED = createMessage('R', Buffer.from([0, 0, 0, 0]));
const DONE = Buffer.concat([createMessage('C', 'SET\0'), READY]);

/** A row of one text column. */
export const COLUMN = createMessage(
  'T',
  Buffer.from([0, 1]),
  'x\0',
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
);
export function createDataRow(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length);
  return createMessage('D', Buffer.from([0, 1]), length, text);
}

/** A row's answer to a statement. */
export const ONE_ROW = Buffer.concat([
  COLUMN,
  createDataRow('x'),
  createMessage('C', 'SELECT 1\0'),
  READY,
]);

/** An error that ends the connection. */
export const FATAL = createMessage('E', 'SFATAL\0VFATAL\0C57P01\0Mcanary\0\0');

/** An authentication request. */
export function createAuthentication(code: number, data: Buffer | string = ''): Buffer {
  return createMessage('R', Buffer.from([0, 0, 0, code]), data);
}

export const SCRAM = createAuthentication(10, 'SCRAM-SHA-256\0\0');

/** The server's part of SCRAM for what a client has sent, whose nonce it repeats. */
export function createScramChallenge(sent: Buffer, iterations: number): Buffer {
  const [, nonce] = /r=([^,\0]+)/.exec(sent.toString('latin1')) ?? [];
  return createAuthentication(11, `r=${nonce}server,s=${btoa('salt')},i=${iterations}`);
}

/** The types of the messages that a client has sent after its start-up message. */
export const parseMessageTypes = (received: Buffer): string[] =>
  parseMessages(received.subarray(received.readInt32BE(0))).map(({ type }) => type);

function parseMessages(received: Buffer): { type: string; text: string }[] {
  const messages: { type: string; text: string }[] = [];
  for (let at = 0; at < received.length; ) {
    const end = at + 1 + received.readInt32BE(at + 1);
    messages.push({
      type: received.toString('latin1', at, at + 1),
      text: received.toString('utf8', at + 5, end),
    });
    at = end;
  }
  return messages;
}

/** BEGIN with the settings, COMMIT, and the statement that ends a log-in. */
const ORDINARY_STATEMENT = /^(BEGIN|COMMIT|SELECT 1\0$)/;

/**
 * A Postgres that lets everybody in and begins and ends transactions; `reply` is what it has for
 * the statements in them.
 * @param reply null: nothing ever
 * @param login what it sends for the start-up message; a function answers everything that is sent,
 *   and there is no end to the log-in
 */
export function startRoguePostgres(
  t: Pick<ExecutionContext, 'teardown'>,
  certificate: TestCertificate,
  reply: Buffer | null,
  login: Buffer | ((sent: Buffer) => Buffer) = Buffer.concat([AUTHENTICATED, READY]),
): Promise<RogueServer> {
  return startRogueServer(t, (socket, track) => {
    socket.once('data', () => {
      socket.write('S');
      const stream = wrapInTls(socket, certificate);
      track(stream);
      if (typeof login === 'function') {
        stream.on('data', (sent: Buffer) => stream.write(login(sent)));
        return;
      }
      stream.once('data', () => {
        stream.write(login);
        let isSetUp = false;
        stream.on('data', (sent: Buffer) => {
          for (const { type, text } of parseMessages(sent)) {
            if (type !== 'Q') continue;
            const isOrdinary = ORDINARY_STATEMENT.test(text) && (!isSetUp || !text.startsWith('S'));
            isSetUp = true;
            const next = isOrdinary ? DONE : reply;
            if (next) stream.write(next);
          }
        });
      });
    });
  });
}
