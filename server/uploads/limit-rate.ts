import type { Readable } from 'node:stream';
import { HttpError } from '../http/errors.ts';

/** A sender may be silent for so long, ms. */
const IDLE_TIMEOUT_MS = 30_000;
/** Below it on average, after a minute, a sender is given up: it holds a slot. */
const MIN_BYTES_PER_SECOND = 8_192;
const GRACE_MS = 60_000;

/**
 * Reads a request's content from a sender that keeps sending. The time in which it is not read, since
 * what came before is being stored, does not count.
 * @throws HttpError `request_timeout`
 */
export async function* limitRate(content: Readable): AsyncGenerator<Buffer> {
  let receivedBytes = 0;
  let waitedMs = 0;
  const iterator = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const startedAt = performance.now();
    // Ends the iteration with this error.
    const timer = setTimeout(
      () => content.destroy(new HttpError(408, 'request_timeout')),
      IDLE_TIMEOUT_MS,
    );
    const { value, done } = await iterator.next().finally(() => clearTimeout(timer));
    if (done) return;
    waitedMs += performance.now() - startedAt;
    receivedBytes += value.byteLength;
    const expectedBytes = ((waitedMs - GRACE_MS) / 1_000) * MIN_BYTES_PER_SECOND;
    if (receivedBytes < expectedBytes) throw new HttpError(408, 'request_timeout');
    yield value;
  }
}

/** Our page sends 40 MiB in a request. */
const MAX_DISCARDED_BYTES = 64 * 1_024 ** 2;

/** Reads the rest of a request whose content is not wanted, unless that is too much. */
export async function discard(content: AsyncIterable<Uint8Array>): Promise<void> {
  let discardedBytes = 0;
  try {
    for await (const bytes of content) {
      discardedBytes += bytes.byteLength;
      if (discardedBytes > MAX_DISCARDED_BYTES) return;
    }
  } catch {
    // However it ends: the answer is the same.
  }
}
