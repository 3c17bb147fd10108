import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { AudioError } from '../audio-error.ts';
import type { AudioHeader } from '../headers/types.ts';
import { decodePcm, floatToSample, integerFloatToSample, interleave } from '../pcm/convert.ts';
import { hasExactSamples } from './exact-samples.ts';

/** Interleaved samples, whole frames. */
export interface DecodedChunk {
  sampleRate: number;
  channels: number;
  samples: Int32Array;
}

/** One for each file; thrown away with its thread. */
export interface ChunkDecoder {
  /** @throws AudioError `broken` */
  decode(chunk: Uint8Array): Promise<DecodedChunk | null>;
  /** What is left at the end. */
  flush(): Promise<DecodedChunk | null>;
}

/** What the packages' decoders have in common. */
interface LibraryDecoder {
  ready: Promise<void>;
  decode(chunk: Uint8Array): LibraryOutput | Promise<LibraryOutput>;
  flush?(): Promise<LibraryOutput>;
}

interface LibraryOutput {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: readonly unknown[];
}

/** Of frames that a file may have which cannot be decoded. */
const MAX_ERRORS = 100;

const LIBRARIES: Readonly<Record<string, () => LibraryDecoder>> = {
  mp3: () => new MPEGDecoder({ enableGapless: true }),
  flac: () => new FLACDecoder(),
  ogg_flac: () => new FLACDecoder(),
  ogg_vorbis: () => new OggVorbisDecoder(),
  ogg_opus: () => new OggOpusDecoder(),
};

/** @throws AudioError `no_decoder` */
export async function createDecoder(format: string, header: AudioHeader): Promise<ChunkDecoder> {
  if (header.pcm) return createPcmDecoder(header as PcmHeader);
  const decoder = LIBRARIES[format]?.();
  if (!decoder) throw new AudioError('no_decoder');
  await decoder.ready;
  const toSample = hasExactSamples(header)
    ? integerFloatToSample(header.bitsPerSample)
    : floatToSample;
  let errorCount = 0;
  const toChunk = ({ channelData, samplesDecoded, sampleRate, errors }: LibraryOutput) => {
    errorCount += errors.length;
    if (errorCount > MAX_ERRORS) throw new AudioError('broken');
    if (samplesDecoded === 0) return null;
    // MP3 comes in stereo, whatever it is.
    const channels = channelData.slice(0, header.channels ?? undefined);
    return { sampleRate, channels: channels.length, samples: interleave(channels, toSample) };
  };
  return {
    decode: async (chunk) => toChunk(await decoder.decode(chunk)),
    flush: async () => (decoder.flush ? toChunk(await decoder.flush()) : null),
  };
}

type PcmHeader = AudioHeader & Required<Pick<AudioHeader, 'pcm'>>;

function createPcmDecoder({ pcm, sampleRate, channels }: PcmHeader): ChunkDecoder {
  const stream = { sampleRate: sampleRate as number, channels: channels as number };
  const frameBytes = stream.channels * pcm.bytes;
  let rest = Buffer.alloc(0);
  return {
    async decode(chunk) {
      const bytes = Buffer.concat([rest, chunk]);
      const length = bytes.length - (bytes.length % frameBytes);
      rest = bytes.subarray(length);
      return { ...stream, samples: decodePcm(bytes.subarray(0, length), pcm) };
    },
    flush: async () => null,
  };
}
