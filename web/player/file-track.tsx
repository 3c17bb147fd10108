import { type ComponentType, useEffect, useState } from 'react';
import { useT } from '../strings/use-t.ts';
import { PlayButton } from './play-button.tsx';
import type { PlayableSource, PlayableTrack } from './playable-track.ts';
import { usePlayer, usePlayerState } from './player-context.ts';
import { trackStrings } from './strings.en.ts';
import type { FileProgressProps } from './timeline/file-progress.tsx';
import styles from './track-player.module.css';

export interface FileTrackProps {
  track: PlayableTrack & { source: Extract<PlayableSource, { kind: 'file' }> };
  /** The key that plays it, as screen readers are told it. */
  keys: string | undefined;
}

/** A kept file with its waveform. Without script: the browser's own controls. */
export function FileTrack({ track, keys }: FileTrackProps) {
  const t = useT(trackStrings);
  const player = usePlayer();
  const isOpen = usePlayerState((state) => state.track?.id === track.id);
  const isPlaying = usePlayerState(
    ({ phase }) => isOpen && (phase === 'playing' || phase === 'loading'),
  );
  const Progress = useFileProgress();
  const { title } = track.demo;
  return (
    <div className={styles.file}>
      <PlayButton
        label={t(isPlaying ? 'track.pause' : 'track.play', { title })}
        isPlaying={isPlaying}
        size={52}
        keys={keys}
        onPress={() => (isOpen ? player.toggle() : player.play(track))}
      />
      <div className={styles.progress}>
        <bdi className={styles.name} title={track.source.name}>
          {track.source.name}
        </bdi>
        <div data-script-only>{Progress && <Progress track={track} />}</div>
      </div>
      <noscript>
        {/* biome-ignore lint/a11y/useMediaCaption: music that was sent has none */}
        <audio controls preload="none" src={track.source.src} />
      </noscript>
    </div>
  );
}

/** Apart from the page, which mostly shows a link; null until it is there. */
function useFileProgress(): ComponentType<FileProgressProps> | null {
  const [module, setModule] = useState<typeof import('./timeline/file-progress.tsx') | null>(null);
  useEffect(() => {
    // Without it, as offline, there still is the button.
    import('./timeline/file-progress.tsx').then(setModule, () => {});
  }, []);
  return module?.FileProgress ?? null;
}
