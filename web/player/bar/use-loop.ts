import { useEffect } from 'react';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { getLoopReturnMs } from './loop.ts';

/**
 * Goes back at the end of a looped section: within a frame of the screen, and while the page is
 * hidden, when there are no frames, with the sound's own updates, every 250 ms.
 */
export function useLoop(): void {
  const player = usePlayer();
  const loop = usePlayerState((state) => state.loop);
  const isPlaying = usePlayerState((state) => state.phase === 'playing');
  useEffect(() => {
    if (!isPlaying || loop?.endMs == null) return;
    let lastMs = player.getPositionMs();
    const check = () => {
      const nowMs = player.getPositionMs();
      const returnMs = getLoopReturnMs(loop, lastMs, nowMs);
      lastMs = returnMs ?? nowMs;
      if (returnMs !== null) player.seek(returnMs);
    };
    let frame = requestAnimationFrame(function checkFrame() {
      check();
      frame = requestAnimationFrame(checkFrame);
    });
    const unsubscribe = player.subscribe(check);
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [player, loop, isPlaying]);
}
