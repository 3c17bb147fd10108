import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { parseBlob } from 'music-metadata';
import { cleanTags } from './clean-tags.ts';

/** The thread of read-tags.ts: asks for the parts of the file that it wants to see. */

export interface TagData {
  sizeBytes: number;
  contentType: string;
}

/** Bytes of the file, `end` not included. */
export interface TagRequest {
  start: number;
  end: number;
}

const port = parentPort as MessagePort;
const { sizeBytes, contentType } = workerData as TagData;
const WINDOW_BYTES = 64 * 1024;

let windowStart = 0;
let window = new Uint8Array(0);

/** One at a time: the parser waits for what it asked for. */
async function read(start: number, end: number): Promise<ArrayBuffer> {
  if (start < windowStart || end > windowStart + window.length) {
    const answer = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    port.once('message', answer.resolve);
    const message: TagRequest = {
      start,
      end: Math.min(Math.max(end, start + WINDOW_BYTES), sizeBytes),
    };
    port.postMessage({ type: 'message', message });
    window = await answer.promise;
    windowStart = start;
  }
  return window.slice(start - windowStart, end - windowStart).buffer;
}

/** As much of a Blob as the parser uses. */
const file = {
  size: sizeBytes,
  type: contentType,
  slice: (start: number, end: number) => ({ arrayBuffer: () => read(start, end) }),
} as Blob;

parseBlob(file, { duration: false, skipCovers: true }).then(
  ({ common }) => port.postMessage({ type: 'result', result: cleanTags(common) }),
  () => port.postMessage({ type: 'failure', code: 'broken' }),
);
