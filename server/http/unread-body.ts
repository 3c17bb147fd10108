import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './read-body.ts';

/** How much of a refused body is still read: all of one that is hardly too large. */
const DISCARD_BYTES = 1_048_576;
/** For so long the sender of more may read the answer, without being read itself. */
const LINGER_MS = 1_000;

/** Whether the request's body is still on its way. */
export const isBodyUnread = (req: IncomingMessage): boolean => hasBody(req) && !req.complete;

/**
 * Answers a request whose body was not read, and closes the connection. Closed at once, with bytes
 * of the body unread, TCP would take the answer back: so a little more is read and thrown away, and
 * the sender has a moment to notice.
 */
export async function respondAndClose(
  req: IncomingMessage,
  res: ServerResponse,
  body: Buffer,
): Promise<void> {
  res.setHeader('connection', 'close');
  res.setHeader('content-length', body.length);
  res.removeHeader('transfer-encoding');
  res.write(body);
  await linger(req);
  res.end();
}

function linger(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let discardedBytes = 0;
    const done = () => {
      clearTimeout(timer);
      req.off('data', onData).off('end', done).off('error', done).off('close', done);
      req.pause();
      resolve();
    };
    const onData = (chunk: Buffer) => {
      discardedBytes += chunk.length;
      if (discardedBytes > DISCARD_BYTES) req.pause();
    };
    const timer = setTimeout(done, LINGER_MS);
    if (req.destroyed) return done();
    req.on('data', onData).on('end', done).on('error', done).on('close', done);
    req.resume();
  });
}
