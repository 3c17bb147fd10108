import type { Player } from './player.ts';

const CHANNEL = 'vektra-player';

/**
 * Of the browser's tabs one sounds at a time: a file pauses when another tab begins to play. A
 * platform's frame cannot be paused, and goes on.
 * @returns how to stop that
 */
export function pauseForOtherTabs(player: Player): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', () => player.pause());
  let wasPlaying = false;
  const unsubscribe = player.subscribe(() => {
    const { phase } = player.getState();
    const isPlaying = phase === 'playing' || phase === 'framed';
    if (isPlaying && !wasPlaying) channel.postMessage('playing');
    wasPlaying = isPlaying;
  });
  return () => {
    unsubscribe();
    channel.close();
  };
}
