import type { Loop } from './bar/loop.ts';
import type { PlayableDemo, PlayableTrack } from './playable-track.ts';

/** Why nothing is heard. */
export type PlayFailure =
  /** Not known yet: it is being found out. */
  | 'unknown'
  | 'offline'
  /** The server cannot give it now. */
  | 'unavailable'
  /** It is no longer there, or not for this person. */
  | 'gone'
  | 'unsupported'
  /** The next demo's page did not open. */
  | 'not_opened';

export type PlayPhase =
  | 'closed'
  | 'loading'
  | 'playing'
  | 'paused'
  /** In the platform's frame, of which nothing is known. */
  | 'framed'
  /** The demo has nothing that can be played here. */
  | 'unplayable'
  | 'failed';

/** The demos of the list that was open last, as it was filtered. */
export interface PlayerQueue {
  /** In the order of the list. */
  demos: readonly PlayableDemo[];
  /**
   * `list`: the newest is first, and each demo has a page below the list's. `listening`: the oldest
   * is first, and the queue's page takes the demo's number as a parameter.
   */
  kind: 'list' | 'listening';
  /** Address of the list, and its filters. */
  path: string;
  search: string;
}

export interface PlayerState {
  /** Null while nothing is open. */
  demo: PlayableDemo | null;
  /** Null also while the demo's page is opened, and when it has none. */
  track: PlayableTrack | null;
  phase: PlayPhase;
  failure: PlayFailure | null;
  positionMs: number;
  durationMs: number | null;
  loop: Loop | null;
  /** 1 is as it was recorded. */
  speed: number;
  /** 0 to 1. */
  volume: number;
  isMuted: boolean;
  queue: PlayerQueue | null;
}

export type PlayerEvent =
  | { type: 'opened'; track: PlayableTrack; positionMs: number }
  /** Another demo's page is being opened, to be played then. */
  | { type: 'prepared'; demo: PlayableDemo }
  | { type: 'unplayable'; demo: PlayableDemo }
  | { type: 'phase'; phase: 'loading' | 'playing' | 'paused' }
  | { type: 'changed'; change: Partial<Pick<PlayerState, SettingKey>> }
  | { type: 'failed'; failure: PlayFailure }
  | { type: 'closed' };

type SettingKey =
  | 'track'
  | 'positionMs'
  | 'durationMs'
  | 'loop'
  | 'speed'
  | 'volume'
  | 'isMuted'
  | 'queue';

export const CLOSED: PlayerState = {
  demo: null,
  track: null,
  phase: 'closed',
  failure: null,
  positionMs: 0,
  durationMs: null,
  loop: null,
  speed: 1,
  volume: 1,
  isMuted: false,
  queue: null,
};

/** Volume, speed and list outlive a track, all else does not. */
export function reducePlayer(state: PlayerState, event: PlayerEvent): PlayerState {
  const { speed, volume, isMuted, queue } = state;
  const closed = { ...CLOSED, speed, volume, isMuted, queue };
  switch (event.type) {
    case 'opened': {
      const { track, positionMs } = event;
      const { source, demo } = track;
      return source.kind === 'embed'
        ? { ...closed, demo, track, phase: 'framed' }
        : {
            ...closed,
            demo,
            track,
            phase: 'loading',
            positionMs,
            durationMs: source.durationMs,
          };
    }
    case 'prepared':
      return { ...closed, demo: event.demo, phase: 'loading' };
    case 'unplayable':
      return { ...closed, demo: event.demo, phase: 'unplayable' };
    case 'phase':
      // Late events of a sound that was closed or has failed.
      return state.track?.source.kind !== 'file' || state.failure
        ? state
        : { ...state, phase: event.phase };
    case 'changed':
      return { ...state, ...event.change };
    case 'failed':
      return state.demo ? { ...state, phase: 'failed', failure: event.failure } : state;
    case 'closed':
      return closed;
  }
}
