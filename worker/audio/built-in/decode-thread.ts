import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AudioError } from '../audio-error.ts';
import type { AudioHeader } from '../headers/types.ts';
import { PcmDigest } from '../pcm/pcm-digest.ts';
import type { AudioLimits } from '../types.ts';
import { createDecoder, type DecodedChunk } from './decoders.ts';
import { OggPages } from './ogg-pages.ts';

/** The thread of decode.ts: takes the file chunk by chunk, and answers each when it is through. */

export interface DecodeData {
  format: string;
  header: AudioHeader;
  limits: AudioLimits;
}

/** The bytes of the file; null at its end. */
export type DecodeInput = Uint8Array | null;

/** At once into a decoder: a kilobyte of FLAC can be 40 MB of samples, outside of a thread's heap. */
const CHUNK_BYTES = 4_096;

const port = parentPort as MessagePort;
const { format, header, limits } = workerData as DecodeData;
// The decoders write what is wrong with a file to our standard error.
console.error = console.warn = () => {};

let digest: PcmDigest | null = null;
let stream: Pick<DecodedChunk, 'sampleRate' | 'channels'> | null = null;

function add(decoded: DecodedChunk | null): void {
  if (!decoded) return;
  const { sampleRate, channels, samples } = decoded;
  if (!digest || !stream) {
    stream = { sampleRate, channels };
    digest = new PcmDigest(stream, limits);
  }
  if (sampleRate !== stream.sampleRate || channels !== stream.channels)
    throw new AudioError('broken');
  digest.add(samples);
}

const decoder = createDecoder(format, header);

const pages = format.startsWith('ogg_') ? new OggPages() : null;

function split(input: Uint8Array): Iterable<Uint8Array> {
  if (header.pcm) return [input];
  return pages ? pages.push(input) : cut(input);
}

function* cut(input: Uint8Array): Generator<Uint8Array> {
  for (let offset = 0; offset < input.length; offset += CHUNK_BYTES)
    yield input.subarray(offset, offset + CHUNK_BYTES);
}

async function handle(input: DecodeInput): Promise<void> {
  const { decode, flush } = await decoder;
  if (input) {
    for (const part of split(input)) add(await decode(part));
    return port.postMessage({ type: 'message', message: 'next' });
  }
  add(await flush());
  if (!digest) throw new AudioError('broken');
  port.postMessage({ type: 'result', result: digest.finish() });
}

const fail = (error: unknown) =>
  port.postMessage({
    type: 'failure',
    code: error instanceof AudioError ? error.code : 'broken',
  });

port.on('message', (input: DecodeInput) => void handle(input).catch(fail));
decoder.then(() => port.postMessage({ type: 'message', message: 'next' }), fail);
