import type { Loop } from './bar/loop.ts';
import type { PlayableDemo, PlayableTrack } from './playable-track.ts';
import {
  CLOSED,
  type PlayerEvent,
  type PlayerQueue,
  type PlayerState,
  type PlayFailure,
  reducePlayer,
} from './player-state.ts';
import { readVolume, saveVolume } from './volume-preference.ts';

/** The one thing that sounds on the dashboard. */
export interface Player {
  getState(): PlayerState;
  /** Now; the state has it as the browser told it last, up to 250 ms ago. */
  getPositionMs(): number;
  /** The element that sounds; null before the first file. */
  getAudio(): HTMLAudioElement | null;
  /** Told of what is about to sound before it does, while the element is where it was. */
  subscribe(listener: () => void): () => void;
  /** Calls the listener when a file was played to its end. @returns how to stop that */
  onEnded(listener: () => void): () => void;
  /** Plays a track instead of what is open. Called by what a person did: browsers ask for that. */
  play(track: PlayableTrack, positionMs?: number): void;
  toggle(): void;
  /** Of a file; a platform's frame goes on. */
  pause(): void;
  /** @param positionMs limited to the track */
  seek(positionMs: number): void;
  setSpeed(speed: number): void;
  setVolume(change: { volume?: number; isMuted?: boolean }): void;
  setLoop(loop: Loop | null): void;
  /** Loads what failed again, at the same position. */
  retry(): void;
  /** A demo whose page is being opened: its first track is played once the page is there. */
  prepare(demo: PlayableDemo): void;
  /** The prepared demo's page is there; an empty list means it has nothing to play. */
  open(demo: PlayableDemo, tracks: readonly PlayableTrack[]): void;
  fail(failure: PlayFailure): void;
  setQueue(queue: PlayerQueue | null): void;
  close(): void;
  /** What is known of tracks has been read again; the one that is open shows its notes. */
  refreshNotes(tracks: readonly PlayableTrack[]): void;
  /** Tracks of the demo that is open on the page, for keys. */
  pageTracks: readonly PlayableTrack[];
}

/** Nothing is loaded, and no sound element made, before the first track. */
export function createPlayer(): Player {
  let state = CLOSED;
  const listeners = new Set<() => void>();
  const endListeners = new Set<() => void>();
  const dispatch = (event: PlayerEvent) => {
    state = reducePlayer(state, event);
    for (const listener of listeners) listener();
  };
  const change = (values: Extract<PlayerEvent, { type: 'changed' }>['change']) =>
    dispatch({ type: 'changed', change: values });
  let audio: HTMLAudioElement | null = null;

  const openAudio = () => {
    if (audio) return audio;
    audio = new Audio();
    change(readVolume());
    bindAudio(audio);
    return audio;
  };

  const bindAudio = (element: HTMLAudioElement) => {
    const on = (names: string, handle: () => void) => {
      for (const name of names.split(' ')) element.addEventListener(name, handle);
    };
    const setPhase = (phase: 'loading' | 'playing' | 'paused') => () =>
      dispatch({ type: 'phase', phase });
    on('waiting', setPhase('loading'));
    on('playing', setPhase('playing'));
    on('pause ended', setPhase('paused'));
    on('ended', () => {
      for (const listener of endListeners) listener();
    });
    on('error', () => dispatch({ type: 'failed', failure: 'unknown' }));
    on('durationchange', () => {
      // The server's is exact; the browser estimates that of some MP3s.
      if (state.durationMs === null && Number.isFinite(element.duration))
        change({ durationMs: element.duration * 1_000 });
    });
    on('timeupdate', () => change({ positionMs: element.currentTime * 1_000 }));
    element.muted = state.isMuted;
    element.volume = state.volume;
  };

  const start = (element: HTMLAudioElement, src: string, positionMs: number) => {
    element.src = src;
    // Loading resets the rate to the default one.
    element.defaultPlaybackRate = state.speed;
    element.playbackRate = state.speed;
    if (positionMs > 0) element.currentTime = positionMs / 1_000;
    resume(element);
  };

  const resume = (element: HTMLAudioElement) => {
    element.play().catch((error: unknown) => {
      // Others are told by `error`, or another track was chosen meanwhile.
      if (error instanceof DOMException && error.name === 'NotAllowedError')
        dispatch({ type: 'phase', phase: 'paused' });
    });
  };

  const silence = () => {
    if (!audio?.hasAttribute('src')) return;
    audio.pause();
    audio.removeAttribute('src');
    // Ends the download, which pausing does not.
    audio.load();
  };

  const player: Player = {
    pageTracks: [],
    getState: () => state,
    getPositionMs: () => (audio ? audio.currentTime * 1_000 : 0),
    getAudio: () => audio,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEnded(listener) {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
    play(track, positionMs = 0) {
      const element = track.source.kind === 'file' ? openAudio() : null;
      dispatch({ type: 'opened', track, positionMs });
      if (element && track.source.kind === 'file') start(element, track.source.src, positionMs);
      else silence();
    },
    toggle() {
      if (!audio || state.track?.source.kind !== 'file') return;
      if (state.phase === 'failed') player.retry();
      else if (audio.paused) resume(audio);
      else audio.pause();
    },
    pause: () => audio?.pause(),
    seek(positionMs) {
      if (!audio || state.track?.source.kind !== 'file') return;
      const limitedMs = Math.max(0, Math.min(positionMs, state.durationMs ?? positionMs));
      audio.currentTime = limitedMs / 1_000;
      change({ positionMs: limitedMs });
    },
    setSpeed(speed) {
      if (audio) audio.playbackRate = speed;
      change({ speed });
    },
    setVolume(values) {
      const next = { volume: state.volume, isMuted: state.isMuted, ...values };
      const element = openAudio();
      element.volume = next.volume;
      element.muted = next.isMuted;
      saveVolume(next);
      change(next);
    },
    setLoop: (loop) => change({ loop }),
    retry() {
      if (state.track) player.play(state.track, state.positionMs);
    },
    prepare(demo) {
      dispatch({ type: 'prepared', demo });
      silence();
    },
    open(demo, tracks) {
      const [track] = tracks;
      if (track) player.play(track);
      else dispatch({ type: 'unplayable', demo });
    },
    refreshNotes(tracks) {
      const { track } = state;
      const current = tracks.find(({ id }) => id === track?.id);
      if (track && current) change({ track: { ...track, notes: current.notes ?? [] } });
    },
    setQueue: (queue) => change({ queue }),
    fail: (failure) => dispatch({ type: 'failed', failure }),
    close() {
      dispatch({ type: 'closed' });
      silence();
    },
  };
  return player;
}
