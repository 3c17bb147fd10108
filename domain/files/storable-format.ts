/** What belongs to a demo besides sound: artwork, a sheet, lyrics, stems in an archive. */
const OTHER_FORMATS: ReadonlySet<string> = new Set(['image', 'pdf', 'text', 'zip']);

/** Whether a file may be kept, by what its bytes are. */
export const isStorableFormat = (sniffed: { format: string; isAudio: boolean }): boolean =>
  sniffed.isAudio || OTHER_FORMATS.has(sniffed.format);
