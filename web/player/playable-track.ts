import type { EmbedPlatform } from '../../domain/links/embed.ts';

/** A demo as the player names it. */
export interface PlayableDemo {
  number: number;
  title: string;
  artist: string;
  /** Of its artwork; null or absent: there is none. */
  coverUrl?: string | null;
}

export type PlayableSource =
  | {
      kind: 'file';
      /** The file's. */
      name: string;
      /** On our own origin; it answers ranges. */
      src: string;
      /** Null while unknown. */
      durationMs: number | null;
      /** One array per channel, 0 to 255, evenly spaced over the file; null: there are none. */
      peaks: number[][] | null;
    }
  | {
      kind: 'embed';
      platform: EmbedPlatform;
      /** Of the frame. */
      url: string;
      /** Of the frame, px. */
      height: number;
    };

/** A note that is pinned to a position of a file. */
export interface TrackNote {
  id: string;
  /** ms from the beginning. */
  positionMs: number;
  author: string;
  /** The beginning of it. */
  text: string;
}

/** Something that can be listened to. */
export interface PlayableTrack {
  /** Unique on the page: `file:<id>`, or `link:<number>` with the demo's number. */
  id: string;
  demo: PlayableDemo;
  source: PlayableSource;
  /** Absent: there are none. */
  notes?: readonly TrackNote[];
}
