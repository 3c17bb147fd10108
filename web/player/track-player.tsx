import type { Platform } from '../../domain/links/platform.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import type { PlayableDemo, PlayableTrack } from './playable-track.ts';
import { usePlayer } from './player-context.ts';
import { togglePlayback } from './toggle-playback.ts';
import { TrackList } from './track-list.tsx';
import { usePageTracks } from './use-page-tracks.ts';

interface Props {
  demo: PlayableDemo;
  tracks: readonly PlayableTrack[];
  /** The demo's link, where the platform's own player has it too. */
  link: { url: string | null; platform: Platform };
}

/** What can be heard of a demo, and its keys; sound and frames are in the player's bar. */
export function TrackPlayer({ demo, tracks, link }: Props) {
  const player = usePlayer();
  const [first] = tracks;
  usePageTracks(demo, tracks);
  useShortcuts({
    ' ': first && (() => togglePlayback(player)),
    p: first && (() => player.play(first)),
  });
  return <TrackList tracks={tracks} link={link} keys="P" />;
}
