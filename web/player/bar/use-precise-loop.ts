import { useEffect } from 'react';
import { getLoopReturnMs } from '../loop.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';

/**
 * Ends a loop within a frame of the screen. The sound's own `timeupdate`, by which the player ends
 * it while the page is hidden, comes every 250 ms.
 */
export function usePreciseLoop(): void {
  const player = usePlayer();
  const loop = usePlayerState((state) => state.loop);
  const isPlaying = usePlayerState((state) => state.phase === 'playing');
  useEffect(() => {
    if (!isPlaying || loop?.endMs == null) return;
    let lastMs = player.getPositionMs();
    const check = () => {
      const nowMs = player.getPositionMs();
      const returnMs = getLoopReturnMs(loop, lastMs, nowMs);
      if (returnMs !== null) player.seek(returnMs);
      lastMs = returnMs ?? nowMs;
      frame = requestAnimationFrame(check);
    };
    let frame = requestAnimationFrame(check);
    return () => cancelAnimationFrame(frame);
  }, [player, loop, isPlaying]);
}
