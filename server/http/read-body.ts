import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.ts';

export interface BodyLimits {
  maxBytes: number;
  /** Below it on average, once `graceMs` have passed, the sender is given up. */
  minBytesPerSecond: number;
  graceMs: number;
}

/** Whether the request announces a body, whatever its method. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Reads a whole body. What is over the limit is left unread.
 * @throws HttpError `body_too_large`, `request_timeout`, `bad_request` when the sender went away
 */
export function readBody(req: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const { maxBytes, minBytesPerSecond, graceMs } = limits;
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let receivedBytes = 0;
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearInterval(timer);
      req.off('data', onData).off('end', onEnd).off('error', onAborted).off('close', onAborted);
    };
    const refuse = (status: number, code: string) => {
      stop();
      req.pause();
      reject(new HttpError(status, code));
    };
    const onData = (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes > maxBytes) refuse(413, 'body_too_large');
      else chunks.push(chunk);
    };
    const onEnd = () => {
      stop();
      resolve(Buffer.concat(chunks, receivedBytes));
    };
    const onAborted = () => refuse(400, 'bad_request');
    const timer = setInterval(
      () => {
        const elapsedMs = performance.now() - startedAt - graceMs;
        if (elapsedMs > 0 && receivedBytes < (elapsedMs / 1_000) * minBytesPerSecond)
          refuse(408, 'request_timeout');
      },
      Math.min(1_000, graceMs),
    );
    req.on('data', onData).on('end', onEnd).on('error', onAborted).on('close', onAborted);
  });
}
