import type { WrittenFile } from '../../tenancy/index.ts';
import type { Platform } from '../links/platform.ts';

/**
 * - `ready`: the platform has said something
 * - `none`: it has nothing, or could not be asked, again and again
 *
 * Without a row it was not asked, or has not answered yet. Stored: values never change.
 */
export type TrackInfoState = 'ready' | 'none';

/** What a platform says about a track. */
export interface TrackInfo {
  platform: Platform;
  title: string | null;
  artist: string | null;
}

/** What a worker has found out, to be recorded. */
export interface FoundTrackInfo extends TrackInfo {
  /** Null: there is none that can be shown. */
  artwork: (WrittenFile & { contentType: string }) | null;
}
