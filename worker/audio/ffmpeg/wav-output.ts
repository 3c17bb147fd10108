import { hasText, textAt } from '../bytes.ts';

/** ffmpeg writes some 100 bytes of header. */
const MAX_HEADER_BYTES = 4_096;

/**
 * Reads the header that ffmpeg writes before the samples: what it decodes to is known from there,
 * not from its messages.
 * @param bytes the beginning of its output
 * @returns null: there is more to come
 * @throws Error when it is no such header
 */
export function parseWavOutput(
  bytes: Buffer,
): { sampleRate: number; channels: number; dataStart: number } | null {
  let stream: { sampleRate: number; channels: number } | null = null;
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const name = textAt(bytes, offset);
    if (name === 'data' && stream) return { ...stream, dataStart: offset + 8 };
    const size = bytes.readUInt32LE(offset + 4);
    if (name === 'fmt ' && offset + 16 <= bytes.length)
      stream = {
        channels: bytes.readUInt16LE(offset + 10),
        sampleRate: bytes.readUInt32LE(offset + 12),
      };
    offset += 8 + size;
    if (!hasText(bytes, 'RIFF') || offset > MAX_HEADER_BYTES) break;
  }
  if (bytes.length >= MAX_HEADER_BYTES) throw new Error('ffmpeg wrote no WAV header');
  return null;
}
