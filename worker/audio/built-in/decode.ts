import { AudioError } from '../audio-error.ts';
import type { AudioHeader } from '../headers/types.ts';
import type { DecodedAudio } from '../pcm/pcm-digest.ts';
import { runInThread } from '../thread.ts';
import type { AudioLimits, AudioSource } from '../types.ts';
import type { DecodeData, DecodeInput } from './decode-thread.ts';
import { hasExactSamples } from './exact-samples.ts';

const FORMATS = new Set(['mp3', 'flac', 'ogg_flac', 'ogg_vorbis', 'ogg_opus']);

/**
 * Decodes a file by packages in a thread of its own: WAV and AIFF with plain samples, MP3, FLAC,
 * Vorbis, Opus.
 * @returns `pcmHash` null where the decoder gives no exact integers
 * @throws AudioError
 */
export async function decodeByPackages(
  source: AudioSource,
  format: string,
  header: AudioHeader,
  { limits, signal }: { limits: AudioLimits; signal: AbortSignal },
): Promise<Omit<DecodedAudio, 'pcmHash'> & { pcmHash: string | null }> {
  if (!header.pcm && !FORMATS.has(format)) throw new AudioError('no_decoder');
  const { pcm } = header;
  const stream = await source.read(pcm ? { start: pcm.start, end: pcm.end } : undefined);
  const chunks = stream.iterator({ destroyOnReturn: true }) as AsyncIterableIterator<Buffer>;
  let bytesLeft = pcm ? pcm.end - pcm.start : Number.POSITIVE_INFINITY;
  const nextInput = async (): Promise<DecodeInput> => {
    const { value, done } = await chunks.next();
    if (done || bytesLeft === 0) return null;
    const chunk = Uint8Array.from(value).subarray(0, bytesLeft);
    bytesLeft -= chunk.length;
    return chunk;
  };
  try {
    const decoded = await runInThread<'next', DecodedAudio>({
      file: new URL('./decode-thread.ts', import.meta.url),
      data: { format, header, limits } satisfies DecodeData,
      memoryBytes: limits.memoryBytes,
      timeoutMs: limits.timeoutMs,
      signal,
      onMessage: async (_, send) => send(await nextInput()),
    });
    return { ...decoded, pcmHash: pcm || hasExactSamples(header) ? decoded.pcmHash : null };
  } finally {
    stream.on('error', () => {}).destroy();
  }
}
