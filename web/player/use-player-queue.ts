import { useEffect } from 'react';
import type { PlayableDemo } from './playable-track.ts';
import { usePlayer } from './player-context.ts';

/**
 * The list that is open: what next and previous go through, also after it was left.
 * @param search filters of the list, with `?`, or empty
 */
export function usePlayerQueue(demos: readonly PlayableDemo[], path: string, search: string): void {
  const player = usePlayer();
  useEffect(() => player.setQueue({ demos, path, search }), [player, demos, path, search]);
}
