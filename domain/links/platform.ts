/**
 * Platforms that a track link can point to, with the names that people read. Stored: a key never
 * changes. Browsers load this file, so the rules of each platform are elsewhere (`platforms/`).
 */
export const PLATFORM_NAMES = {
  soundcloud: 'SoundCloud',
  youtube: 'YouTube',
  spotify: 'Spotify',
  bandcamp: 'Bandcamp',
  dropbox: 'Dropbox',
  google_drive: 'Google Drive',
  apple_music: 'Apple Music',
  audius: 'Audius',
  untitled: '[untitled]',
  tidal: 'TIDAL',
  deezer: 'Deezer',
  disco: 'DISCO',
  byta: 'Byta',
  samply: 'Samply',
  wetransfer: 'WeTransfer',
  mega: 'MEGA',
  onedrive: 'OneDrive',
  /** Any other http(s) address. */
  other: 'Link',
} as const;

export type Platform = keyof typeof PLATFORM_NAMES;

export const PLATFORMS = Object.keys(PLATFORM_NAMES) as readonly Platform[];
