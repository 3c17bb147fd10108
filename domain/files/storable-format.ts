/** What belongs to a demo besides sound: artwork, a sheet, lyrics, stems in an archive. */
const OTHER_FORMATS: ReadonlySet<string> = new Set(['image', 'pdf', 'text', 'zip']);

/** @param format of a file that is kept */
export const isSoundFormat = (format: string): boolean => !OTHER_FORMATS.has(format);

/** Whether a file may be kept, by what its bytes are. */
export const isStorableFormat = (sniffed: { format: string; isAudio: boolean }): boolean =>
  sniffed.isAudio || OTHER_FORMATS.has(sniffed.format);
