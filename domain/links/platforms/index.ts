import type { Platform } from '../platform.ts';
import { appleMusic } from './apple-music.ts';
import { audius } from './audius.ts';
import { bandcamp } from './bandcamp.ts';
import { byta } from './byta.ts';
import { deezer } from './deezer.ts';
import { disco } from './disco.ts';
import { dropbox } from './dropbox.ts';
import { googleDrive } from './google-drive.ts';
import { mega } from './mega.ts';
import { onedrive } from './onedrive.ts';
import { samply } from './samply.ts';
import { soundcloud } from './soundcloud.ts';
import { spotify } from './spotify.ts';
import { tidal } from './tidal.ts';
import type { PlatformRules } from './types.ts';
import { untitled } from './untitled.ts';
import { wetransfer } from './wetransfer.ts';
import { youtube } from './youtube.ts';

export type { PlatformRules, TrackPattern } from './types.ts';

export const PLATFORM_RULES: Readonly<Record<Exclude<Platform, 'other'>, PlatformRules>> = {
  soundcloud,
  youtube,
  spotify,
  bandcamp,
  dropbox,
  google_drive: googleDrive,
  apple_music: appleMusic,
  audius,
  untitled,
  tidal,
  deezer,
  disco,
  byta,
  samply,
  wetransfer,
  mega,
  onedrive,
};
