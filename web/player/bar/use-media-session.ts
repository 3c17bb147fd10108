import { useEffect } from 'react';
import { usePlayer, usePlayerState } from '../player-context.ts';

/** How far the keys of keyboards and headsets go, ms, when they do not say it themselves. */
const SEEK_MS = 10_000;

const ACTIONS: readonly MediaSessionAction[] = [
  'play',
  'pause',
  'nexttrack',
  'previoustrack',
  'seekto',
  'seekforward',
  'seekbackward',
];

/**
 * Media keys and the system's own controls. A frame has its own session: while one is open, ours
 * only names what is next.
 */
export function useMediaSession(step: (direction: 1 | -1) => void): void {
  const player = usePlayer();
  const demo = usePlayerState((state) => state.demo);
  const phase = usePlayerState((state) => state.phase);
  const durationMs = usePlayerState((state) => state.durationMs);
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    const isHeard = () => player.getState().phase === 'playing';
    const seekBy = (seconds: number) => player.seek(player.getState().positionMs + seconds * 1_000);
    const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
      play: () => isHeard() || player.toggle(),
      pause: () => isHeard() && player.toggle(),
      nexttrack: () => step(1),
      previoustrack: () => step(-1),
      seekto: ({ seekTime }) => seekTime !== undefined && player.seek(seekTime * 1_000),
      seekforward: ({ seekOffset }) => seekBy(seekOffset ?? SEEK_MS / 1_000),
      seekbackward: ({ seekOffset }) => seekBy(-(seekOffset ?? SEEK_MS / 1_000)),
    };
    for (const action of ACTIONS) setHandler(session, action, handlers[action] ?? null);
    return () => {
      for (const action of ACTIONS) setHandler(session, action, null);
      session.metadata = null;
      session.playbackState = 'none';
    };
  }, [player, step]);
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    session.metadata =
      demo &&
      new MediaMetadata({
        title: demo.title,
        artist: demo.artist,
        artwork: demo.coverUrl ? [{ src: demo.coverUrl }] : [],
      });
  }, [demo]);
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    session.playbackState =
      phase === 'playing' || phase === 'loading'
        ? 'playing'
        : phase === 'paused'
          ? 'paused'
          : 'none';
    const { positionMs, speed } = player.getState();
    if (durationMs !== null && positionMs <= durationMs)
      session.setPositionState?.({
        duration: durationMs / 1_000,
        position: positionMs / 1_000,
        playbackRate: speed,
      });
  }, [player, phase, durationMs]);
}

function setHandler(
  session: MediaSession,
  action: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // A browser that does not know this action.
  }
}
