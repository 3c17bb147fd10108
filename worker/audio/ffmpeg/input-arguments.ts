import { AudioError } from '../audio-error.ts';

/** ffmpeg's demuxers by our formats. It never guesses: what it would guess is more than sound. */
const DEMUXERS: Readonly<Record<string, string>> = {
  wav: 'wav',
  aiff: 'aiff',
  flac: 'flac',
  mp3: 'mp3',
  aac: 'aac',
  ogg_vorbis: 'ogg',
  ogg_opus: 'ogg',
  ogg_flac: 'ogg',
  m4a: 'mov',
  webm: 'matroska',
};

/** What may be opened: cover pictures, subtitles and video in the same file are left alone. */
const DECODERS = [
  'aac',
  'adpcm_ima_wav',
  'adpcm_ms',
  'alac',
  'flac',
  'mp3',
  'mp3float',
  'opus',
  'libopus',
  'vorbis',
  'pcm_alaw',
  'pcm_mulaw',
  ...['u8', 's8'].map((name) => `pcm_${name}`),
  ...['s16', 's24', 's32', 'f32', 'f64'].flatMap((name) => [`pcm_${name}le`, `pcm_${name}be`]),
];

/** The one track of sound that is decoded. */
export const AUDIO_TRACK = '0:a:0';

/**
 * Reads standard input as this format, and nothing else: no file, no network, no other track.
 * @param maxAllocationBytes of one allocation; also where `prlimit` is missing
 * @throws AudioError `not_audio`
 */
export function inputArguments(format: string, maxAllocationBytes: number): string[] {
  const demuxer = DEMUXERS[format];
  if (!demuxer) throw new AudioError('not_audio');
  return [
    '-nostdin',
    '-hide_banner',
    ['-loglevel', 'quiet'],
    ['-max_alloc', String(maxAllocationBytes)],
    ['-filter_complex_threads', '1'],
    ['-protocol_whitelist', 'pipe'],
    ['-codec_whitelist', DECODERS.join(',')],
    ['-threads', '1'],
    ['-f', demuxer],
    ['-i', 'pipe:0'],
  ].flat();
}
