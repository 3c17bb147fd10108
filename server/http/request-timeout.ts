import type { IncomingMessage } from 'node:http';
import { hasBody } from './read-body.ts';

/** In this time, ms, a request has to arrive whole. Forms: see form-body.ts. */
const REQUEST_TIMEOUT_MS = 60_000;

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/**
 * Ends the connection of a request that takes too long. Node's own `requestTimeout` knows no
 * exceptions, and an upload takes minutes.
 */
export function limitRequestTime(req: IncomingMessage): void {
  if (!hasBody(req)) return;
  // A request that is answered without being read may not be closed: it keeps no process running.
  const timer = setTimeout(() => {
    if (!req.complete) req.socket.destroy();
  }, REQUEST_TIMEOUT_MS).unref();
  timers.set(req, timer);
  req.once('close', () => clearTimeout(timer));
}

/** For a request whose body is received within limits of its own. */
export const liftRequestTimeout = (req: IncomingMessage): void => clearTimeout(timers.get(req));
