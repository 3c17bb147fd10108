import { readUntilAborted } from '../abortable.ts';
import { MIN_PART_BYTES, type UploadedPart } from '../types.ts';

/** The requests that an upload is made of. `signal` ends each of them. */
export interface PutRequests {
  putObject(body: Buffer, signal: AbortSignal): Promise<void>;
  startUpload(signal: AbortSignal): Promise<string>;
  putPart(
    uploadId: string,
    partNumber: number,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<UploadedPart>;
  completeUpload(uploadId: string, parts: readonly UploadedPart[]): Promise<void>;
  abortUpload(uploadId: string): Promise<void>;
}

/**
 * Sends a stream of unknown length: in one request when it fits in a part, else in parts of 5 MiB,
 * one on its way while the next is filled. So it takes 15 MiB, whatever the length. (The SDK's
 * lib-storage goes on in the background after an abort and answers before the parts are gone.)
 */
export async function putStream(
  requests: PutRequests,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<{ sizeBytes: number }> {
  const failed = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const parts: UploadedPart[] = [];
  let sizeBytes = 0;
  let uploadId: string | undefined;
  let pending = Promise.resolve();
  try {
    for await (const { body, isLast } of splitParts(readUntilAborted(source, stopped))) {
      sizeBytes += body.length;
      if (isLast && uploadId === undefined) {
        await requests.putObject(body, stopped);
        return { sizeBytes };
      }
      uploadId ??= await requests.startUpload(stopped);
      await pending;
      pending = requests
        .putPart(uploadId, parts.length + 1, body, stopped)
        .then((part) => void parts.push(part));
      pending.catch((error) => failed.abort(error));
    }
    await pending;
    stopped.throwIfAborted();
    await requests.completeUpload(uploadId as string, parts);
    return { sizeBytes };
  } catch (error) {
    failed.abort(error);
    await pending.catch(() => {});
    // What this cannot reach is listed as an unfinished upload.
    if (uploadId !== undefined) await requests.abortUpload(uploadId).catch(() => {});
    throw error;
  }
}

/** Parts of 5 MiB; the last one is smaller, or empty when it is the only one. */
async function* splitParts(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ body: Buffer; isLast: boolean }> {
  let chunks: Uint8Array[] = [];
  let filledBytes = 0;
  const take = () => {
    const body = Buffer.concat(chunks, filledBytes);
    chunks = [];
    filledBytes = 0;
    return body;
  };
  let isFirst = true;
  for await (const chunk of source) {
    for (let offset = 0; offset < chunk.length; ) {
      // Only now: a part that is exactly full may be the last one.
      if (filledBytes === MIN_PART_BYTES) {
        yield { body: take(), isLast: false };
        isFirst = false;
      }
      const piece = chunk.subarray(offset, offset + MIN_PART_BYTES - filledBytes);
      chunks.push(piece);
      filledBytes += piece.length;
      offset += piece.length;
    }
  }
  if (filledBytes > 0 || isFirst) yield { body: take(), isLast: true };
}
