import { useEffect } from 'react';
import type { PlayableDemo } from './playable-track.ts';
import { usePlayer } from './player-context.ts';
import type { PlayerQueue } from './player-state.ts';

/**
 * The list that is open: what next and previous go through, also after it was left.
 * @param search filters of the list, with `?`, or empty
 */
export function usePlayerQueue(
  demos: readonly PlayableDemo[],
  path: string,
  search: string,
  kind: PlayerQueue['kind'] = 'list',
): void {
  const player = usePlayer();
  useEffect(
    () => player.setQueue({ demos, kind, path, search }),
    [player, demos, kind, path, search],
  );
}
