import { useEffect } from 'react';
import type { PlayableDemo, PlayableTrack } from './playable-track.ts';
import { usePlayer } from './player-context.ts';

/** Tells the player of the demo that is open on the page; plays it if it was opened for that. */
export function usePageTracks(demo: PlayableDemo, tracks: readonly PlayableTrack[]): void {
  const player = usePlayer();
  useEffect(() => {
    player.pageTracks = tracks;
    player.refreshNotes(tracks);
    // Next and previous have opened this page to play it.
    const { demo: expected, track, phase } = player.getState();
    if (expected?.number === demo.number && !track && phase === 'loading')
      player.open(demo, tracks);
    return () => {
      player.pageTracks = [];
    };
  }, [player, demo, tracks]);
}
