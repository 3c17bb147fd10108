import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import type { SubmissionDetail } from '../../../domain/submissions/types.ts';

/** What a platform calls a track. */
export interface TrackInfoView {
  /** Its name. */
  platform: string;
  /** Title and artist, as far as it says them. */
  text: string;
}

/** @returns null where the platform says nothing, or nothing but what the artist wrote */
export function presentTrackInfo({
  trackInfo,
  trackTitle,
  artistName,
}: Pick<SubmissionDetail, 'trackInfo' | 'trackTitle' | 'artistName'>): TrackInfoView | null {
  if (!trackInfo) return null;
  const { title, artist } = trackInfo;
  if (saysNothingNew(title, trackTitle) && saysNothingNew(artist, artistName)) return null;
  const text = [title, artist].filter((part) => part !== null).join(' – ');
  return { platform: PLATFORM_NAMES[trackInfo.platform], text };
}

const saysNothingNew = (said: string | null, known: string): boolean =>
  said === null || said.trim().toLowerCase() === known.trim().toLowerCase();
