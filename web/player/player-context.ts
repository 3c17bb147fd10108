import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Player } from './player.ts';
import { CLOSED, type PlayerState } from './player-state.ts';

export const PlayerContext = createContext<Player | null>(null);

/** Plays tracks. Only below a guild's shell. */
export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (!player) throw new Error('usePlayer outside of a guild');
  return player;
}

/**
 * What is played. The component renders again when what it selects has changed.
 * @param select returns a part of the state, nothing that it makes
 */
export function usePlayerState<T>(select: (state: PlayerState) => T): T {
  const player = usePlayer();
  return useSyncExternalStore(
    player.subscribe,
    () => select(player.getState()),
    () => select(CLOSED),
  );
}
