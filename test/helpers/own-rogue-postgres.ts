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

/**
 * A Postgres that lets everybody in and answers the session's settings; then `answer` says what comes.
 * @param answer null: nothing ever
 */
export function roguePostgres(
  t: Pick<ExecutionContext, 'teardown'>,
  trust: Trust,
  answer: Buffer | null,
  login: Buffer = Buffer.concat([AUTHENTICATED, READY]),
): Promise<Rogue> {
  return startRogue(t, (socket, hear) => {
    socket.once('data', () => {
      socket.write('S');
      const stream = encrypted(socket, trust);
      hear(stream);
      // Start-up, session settings, then the test's own statement.
      const answers = [login, DONE];
      stream.on('data', () => {
        const next = answers.shift() ?? answer;
        if (next) stream.write(next);
      });
    });
  });
}
