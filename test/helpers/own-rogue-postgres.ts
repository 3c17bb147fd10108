import type { ExecutionContext } from 'ava';
import { encrypted, type Rogue, startRogue, type Trust } from './own-rogue.ts';

/** A message of Postgres' protocol. */
export function message(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export const READY = message('Z', 'I');
const AUTHENTICATED = message('R', Buffer.from([0, 0, 0, 0]));
const DONE = Buffer.concat([message('C', 'SET\0'), READY]);

/** A row of one text column. */
export const COLUMN = message(
  'T',
  Buffer.from([0, 1]),
  'x\0',
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
);
export function dataRow(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length);
  return message('D', Buffer.from([0, 1]), length, text);
}

/** A row's answer to a statement. */
export const ONE_ROW = Buffer.concat([COLUMN, dataRow('x'), message('C', 'SELECT 1\0'), READY]);

/** An error that ends the connection. */
export const FATAL = message('E', 'SFATAL\0VFATAL\0C57P01\0Mcanary\0\0');

/** An authentication request. */
export function authentication(code: number, data: Buffer | string = ''): Buffer {
  return message('R', Buffer.from([0, 0, 0, code]), data);
}

export const SCRAM = authentication(10, 'SCRAM-SHA-256\0\0');

/** The server's part of SCRAM for what a client has sent, whose nonce it repeats. */
export function scramChallenge(sent: Buffer, iterations: number): Buffer {
  const [, nonce] = /r=([^,\0]+)/.exec(sent.toString('latin1')) ?? [];
  return authentication(11, `r=${nonce}server,s=${btoa('salt')},i=${iterations}`);
}

/** The types of the messages that a client has sent after its start-up message. */
export function typesOf(received: Buffer): string[] {
  const types: string[] = [];
  for (let at = received.readInt32BE(0); at < received.length; ) {
    types.push(received.toString('latin1', at, at + 1));
    at += 1 + received.readInt32BE(at + 1);
  }
  return types;
}

/**
 * A Postgres that lets everybody in and answers the session's settings; then `answer` says what comes.
 * @param answer null: nothing ever
 * @param login what it sends for the start-up message; a function answers everything that is sent,
 *   and there is no end to the log-in
 */
export function roguePostgres(
  t: Pick<ExecutionContext, 'teardown'>,
  trust: Trust,
  answer: Buffer | null,
  login: Buffer | ((sent: Buffer) => Buffer) = Buffer.concat([AUTHENTICATED, READY]),
): Promise<Rogue> {
  return startRogue(t, (socket, hear) => {
    socket.once('data', () => {
      socket.write('S');
      const stream = encrypted(socket, trust);
      hear(stream);
      if (typeof login === 'function') {
        stream.on('data', (sent: Buffer) => stream.write(login(sent)));
        return;
      }
      // Start-up, session settings, then the test's own statement.
      const answers = [login, DONE];
      stream.on('data', () => {
        const next = answers.shift() ?? answer;
        if (next) stream.write(next);
      });
    });
  });
}
