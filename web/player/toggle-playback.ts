import type { Player } from './player.ts';

/**
 * The key for play and pause: of what sounds, else of the demo that is open on the page, else of
 * what was heard last.
 */
export function togglePlayback(player: Player): void {
  const { phase, demo, track } = player.getState();
  const [pageTrack] = player.pageTracks;
  const isOther = pageTrack && demo?.number !== pageTrack.demo.number;
  if (isOther && phase !== 'playing') player.play(pageTrack);
  else if (track?.source.kind === 'embed') document.getElementById('player-frame')?.focus();
  else player.toggle();
}
