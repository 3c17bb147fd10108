/** Platforms that a track link can point to; `other` is any other http(s) address. */
export const PLATFORMS = [
  'soundcloud',
  'youtube',
  'spotify',
  'bandcamp',
  'dropbox',
  'google_drive',
  'apple_music',
  'audius',
  'untitled',
  'other',
] as const;

export type Platform = (typeof PLATFORMS)[number];

export const PLATFORM_NAMES: Record<Platform, string> = {
  soundcloud: 'SoundCloud',
  youtube: 'YouTube',
  spotify: 'Spotify',
  bandcamp: 'Bandcamp',
  dropbox: 'Dropbox',
  google_drive: 'Google Drive',
  apple_music: 'Apple Music',
  audius: 'Audius',
  untitled: '[untitled]',
  other: 'Link',
};
