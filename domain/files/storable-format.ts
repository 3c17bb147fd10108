/** What belongs to a demo besides sound: artwork, a sheet, lyrics, stems in an archive. */
const OTHER_FORMATS: ReadonlySet<string> = new Set(['image', 'pdf', 'text', 'zip', 'midi']);

const AUDIO_FORMATS: ReadonlySet<string> = new Set([
  'wav',
  'flac',
  'mp3',
  'ogg_vorbis',
  'ogg_opus',
  'ogg_flac',
  'm4a',
  'aac',
  'aiff',
  'webm',
]);

/** Whether a file may be kept, by what its bytes are. */
export const isStorableFormat = (format: string): boolean =>
  OTHER_FORMATS.has(format) || AUDIO_FORMATS.has(format);
