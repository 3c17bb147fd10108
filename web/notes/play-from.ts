import type { PlayableTrack } from '../player/playable-track.ts';
import type { Player } from '../player/player.ts';

/** Plays a file from a position, whether it is the one that is open or not. */
export function playFrom(player: Player, track: PlayableTrack, positionMs: number): void {
  const { track: current, phase } = player.getState();
  if (current?.id !== track.id || phase === 'failed') {
    player.play(track, positionMs);
    return;
  }
  player.seek(positionMs);
  if (phase === 'paused') player.toggle();
}
