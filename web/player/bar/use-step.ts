import { useNavigate, useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import type { PlayableDemo } from '../playable-track.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { findNeighbour, toDemoPath } from './queue.ts';

interface Step {
  next: PlayableDemo | null;
  previous: PlayableDemo | null;
  /** Opens the demo beside the one that is played, and plays it. */
  step: (direction: 1 | -1) => void;
}

export function useStep(guildId: string): Step {
  const player = usePlayer();
  const navigate = useNavigate();
  const queue = usePlayerState((state) => state.queue);
  const number = usePlayerState((state) => state.demo?.number);
  const step = useCallback(
    (direction: 1 | -1) => {
      const state = player.getState();
      const demo = findNeighbour(state.queue, state.demo?.number, direction);
      if (!demo) return;
      player.prepare(demo);
      navigate(toDemoPath(state.queue, guildId, demo.number));
    },
    [player, navigate, guildId],
  );
  useUnopened();
  return {
    next: findNeighbour(queue, number, 1),
    previous: findNeighbour(queue, number, -1),
    step,
  };
}

/** A demo whose page did not come, or not the one that was waited for. */
function useUnopened(): void {
  const player = usePlayer();
  const { state } = useNavigation();
  const previousState = useRef(state);
  useEffect(() => {
    const hasEnded = previousState.current !== 'idle' && state === 'idle';
    previousState.current = state;
    const { track, phase } = player.getState();
    // The page's own effects, which play it, have run before this one.
    if (hasEnded && phase === 'loading' && !track) player.fail('not_opened');
  }, [player, state]);
}
