import { useEffect } from 'react';
import type { PlayableTrack } from '../../player/playable-track.ts';
import { usePlayer } from '../../player/player-context.ts';
import type { AdvanceCause } from '../use-listening-queue.ts';

/**
 * A platform's frame is opened by a press alone: when a file's end led to a demo that has no file,
 * the player is closed before it would open the frame.
 */
export function useMutedArrival(
  number: number,
  tracks: readonly PlayableTrack[],
  cause: AdvanceCause,
): void {
  const player = usePlayer();
  useEffect(() => {
    const { demo, track, phase } = player.getState();
    const isArriving = demo?.number === number && !track && phase === 'loading';
    if (isArriving && cause === 'end' && tracks[0]?.source.kind === 'embed') player.close();
  }, [player, number, tracks, cause]);
}
