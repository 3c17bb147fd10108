import { hasText, includesText, textAt } from './bytes.ts';
import { id3Bytes } from './headers/id3.ts';
import { findFrames, parseAdtsFrame, parseMp3Frame } from './headers/mpeg-frame.ts';
import type { SniffedFormat } from './types.ts';

/** How much of a file's beginning is enough to tell what it is; more is not looked at. */
export const SNIFFED_BYTES = 65_536;

const sound = (format: string, contentType: string): SniffedFormat => ({
  format,
  contentType,
  isAudio: true,
});
const other = (format: string, contentType: string): SniffedFormat => ({
  format,
  contentType,
  isAudio: false,
});

const OTHER = other('other', 'application/octet-stream');
const VIDEO_MP4 = other('video', 'video/mp4');
const M4A = sound('m4a', 'audio/mp4');

/** What begins with these characters; the first that fits is taken. */
const SIGNATURES: readonly (readonly [text: string, format: SniffedFormat])[] = [
  ['fLaC', sound('flac', 'audio/flac')],
  ['\x89PNG\r\n\x1a\n', other('image', 'image/png')],
  ['\xff\xd8\xff', other('image', 'image/jpeg')],
  ['GIF87a', other('image', 'image/gif')],
  ['GIF89a', other('image', 'image/gif')],
  ['%PDF-', other('pdf', 'application/pdf')],
  ['PK\x03\x04', other('zip', 'application/zip')],
  ['PK\x05\x06', other('zip', 'application/zip')],
  ['PK\x07\x08', other('zip', 'application/zip')],
];

const OGG_CODECS: readonly (readonly [text: string, format: string])[] = [
  ['\x01vorbis', 'ogg_vorbis'],
  ['OpusHead', 'ogg_opus'],
  ['\x7fFLAC', 'ogg_flac'],
];

/** Of ISO's base media files: sound by their brand, and what can be sound or video. */
const SOUND_BRANDS = new Set(['M4A ', 'M4B ', 'M4P ']);
const MIXED_BRANDS =
  /^(isom|iso[2-9]|mp4[12]|avc1|dash|MSNV|M4V |M4VH|M4VP|qt {2}|3g[ps2][0-9a-z]|mmp4|f4v |F4V )$/;
const IMAGE_BRANDS: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heif',
};

/**
 * What a file is, by its first bytes. Own tables instead of `file-type`: that one is asynchronous,
 * answers `text/html` and `image/svg+xml` where we must not, and does not look for a second frame.
 * @param head the first bytes; 64 KiB are enough, fewer are accepted
 */
export function sniffFormat(head: Uint8Array): SniffedFormat {
  const bytes = head.subarray(0, SNIFFED_BYTES);
  for (const [text, format] of SIGNATURES) if (hasText(bytes, text)) return format;
  return (
    sniffChunks(bytes) ??
    sniffOgg(bytes) ??
    sniffBoxes(bytes) ??
    sniffMatroska(bytes) ??
    sniffFrames(bytes) ??
    (isText(bytes) ? other('text', 'text/plain') : OTHER)
  );
}

/** RIFF and IFF. */
function sniffChunks(bytes: Uint8Array): SniffedFormat | null {
  const isRiff = ['RIFF', 'RF64', 'BW64'].some((name) => hasText(bytes, name));
  if (isRiff && hasText(bytes, 'WAVE', 8)) return sound('wav', 'audio/wav');
  if (isRiff) return hasText(bytes, 'WEBP', 8) ? other('image', 'image/webp') : OTHER;
  if (!hasText(bytes, 'FORM')) return null;
  const isAiff = hasText(bytes, 'AIFF', 8) || hasText(bytes, 'AIFC', 8);
  return isAiff ? sound('aiff', 'audio/aiff') : OTHER;
}

/** The first page holds one packet, which names the codec. */
function sniffOgg(bytes: Uint8Array): SniffedFormat | null {
  if (!hasText(bytes, 'OggS')) return null;
  const packetStart = 27 + (bytes[26] ?? 0);
  const codec = OGG_CODECS.find(([text]) => hasText(bytes, text, packetStart));
  return codec ? sound(codec[1], 'audio/ogg') : other('ogg', 'application/octet-stream');
}

function sniffBoxes(bytes: Uint8Array): SniffedFormat | null {
  if (!hasText(bytes, 'ftyp', 4) || bytes.length < 12) return null;
  const brand = textAt(bytes, 8);
  if (SOUND_BRANDS.has(brand)) return M4A;
  const image = IMAGE_BRANDS[brand];
  if (image) return other('image', image);
  if (!MIXED_BRANDS.test(brand)) return OTHER;
  // A handler of pictures: `hdlr`, version and flags, a reserved field, its type.
  return includesText(bytes, '\0\0\0\0\0\0\0\0vide') ? VIDEO_MP4 : M4A;
}

function sniffMatroska(bytes: Uint8Array): SniffedFormat | null {
  if (!hasText(bytes, '\x1aE\xdf\xa3')) return null;
  if (!includesText(bytes.subarray(0, 64), 'webm')) return OTHER;
  const hasVideo = ['V_VP8', 'V_VP9', 'V_AV1'].some((codec) => includesText(bytes, codec));
  return hasVideo ? other('video', 'video/webm') : sound('webm', 'audio/webm');
}

function sniffFrames(bytes: Uint8Array): SniffedFormat | null {
  const tagBytes = id3Bytes(bytes);
  const behindTag = bytes.subarray(tagBytes);
  if (hasText(behindTag, 'fLaC')) return sound('flac', 'audio/flac');
  if (findFrames(behindTag, parseMp3Frame)) return sound('mp3', 'audio/mpeg');
  if (findFrames(behindTag, parseAdtsFrame)) return sound('aac', 'audio/aac');
  // The tag is longer than what we see: nearly always an MP3.
  return tagBytes > 0 && tagBytes >= bytes.length ? sound('mp3', 'audio/mpeg') : null;
}

/** UTF-8 (its last character may be cut off) without control characters. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)
      return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
