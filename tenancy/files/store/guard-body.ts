import { Readable } from 'node:stream';
import { ObjectStoreError } from './error.ts';

/** Passes on a body that comes from a store, as one that fails with the store's errors only. */
export function guardBody(
  body: Readable,
  options: {
    /** Bytes that must come; another number is an error. */
    sizeBytes: number | null;
    /** ms in which it must go on while the reader waits. */
    idleMs: number;
    mapError(error: unknown): Error;
    signal: AbortSignal | undefined;
  },
): Readable {
  const { sizeBytes, idleMs, mapError, signal } = options;
  let receivedBytes = 0;
  let isReaderWaiting = false;
  const onAbort = () => guarded.destroy(signal?.reason as Error);
  const fail = (error: unknown) => {
    if (!guarded.destroyed) guarded.destroy(signal?.aborted ? signal.reason : mapError(error));
  };
  const timer = setTimeout(() => {
    if (isReaderWaiting) fail(new ObjectStoreError('unavailable', 'get'));
  }, idleMs);

  const guarded = new Readable({
    read() {
      if (isReaderWaiting) return;
      isReaderWaiting = true;
      timer.refresh();
      body.resume();
    },
    destroy(error, callback) {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      body.destroy();
      callback(error);
    },
  });
  signal?.addEventListener('abort', onAbort, { once: true });
  body.on('data', (chunk: Buffer) => {
    if (guarded.destroyed) return;
    receivedBytes += chunk.length;
    timer.refresh();
    if (sizeBytes !== null && receivedBytes > sizeBytes)
      fail(new ObjectStoreError('bad_response', 'get'));
    else if (!guarded.push(chunk)) {
      isReaderWaiting = false;
      body.pause();
    }
  });
  body.on('end', () => {
    clearTimeout(timer);
    if (sizeBytes !== null && receivedBytes !== sizeBytes)
      fail(new ObjectStoreError('unavailable', 'get'));
    else guarded.push(null);
  });
  body.on('error', fail);
  body.on('close', () => {
    if (!body.readableEnded) fail(new ObjectStoreError('unavailable', 'get'));
  });
  if (signal?.aborted) onAbort();
  return guarded;
}
