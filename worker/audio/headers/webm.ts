import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { includesText } from '../bytes.ts';
import type { AudioHeader } from './types.ts';

const HEAD_BYTES = 64 * 1024;
/** An entry of the seek head: the id of Cues, as a binary field of four bytes. */
const CUES_ENTRY = '\x53\xab\x84\x1c\x53\xbb\x6b';

/** @throws AudioError `not_audio` */
export async function readWebmHeader(reader: ByteReader): Promise<AudioHeader> {
  const head = await reader.read(0, HEAD_BYTES);
  const codec = includesText(head, 'A_OPUS')
    ? 'opus'
    : includesText(head, 'A_VORBIS')
      ? 'vorbis'
      : null;
  if (!codec) throw new AudioError('not_audio');
  return {
    codec,
    sampleRate: null,
    channels: null,
    bitsPerSample: null,
    frames: null,
    isPlayable: true,
    // Recorders that write to a stream leave out index and duration.
    isSeekable: includesText(head, CUES_ENTRY),
  };
}
