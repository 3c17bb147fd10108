import { type ComponentType, useEffect, useState } from 'react';
import { useDelayed } from '../components/use-delayed.ts';
import { useT } from '../strings/use-t.ts';
import { formatPosition } from './format-position.ts';
import { PlayButton } from './play-button.tsx';
import type { PlayableSource, PlayableTrack } from './playable-track.ts';
import { usePlayer, usePlayerState } from './player-context.ts';
import { trackStrings } from './strings.en.ts';
import type { TimelineProps } from './timeline.tsx';
import styles from './track-player.module.css';

export interface FileTrackProps {
  track: PlayableTrack & { source: Extract<PlayableSource, { kind: 'file' }> };
  isFirst: boolean;
}

/** A kept file with its waveform. Without script: the browser's own controls. */
export function FileTrack({ track, isFirst }: FileTrackProps) {
  const t = useT(trackStrings);
  const player = usePlayer();
  const isOpen = usePlayerState((state) => state.track?.id === track.id);
  const phase = usePlayerState((state) => (isOpen ? state.phase : 'closed'));
  const positionMs = usePlayerState((state) => (isOpen ? state.positionMs : 0));
  const knownMs = usePlayerState((state) => (isOpen ? state.durationMs : null));
  const isWaiting = useDelayed(phase === 'loading');
  const isPlaying = phase === 'playing' || phase === 'loading';
  const Timeline = useTimeline();
  const { src, peaks } = track.source;
  const durationMs = knownMs ?? track.source.durationMs;
  const { title } = track.demo;
  return (
    <div className={styles.file}>
      <PlayButton
        label={isPlaying ? t('track.pause', { title }) : t('track.play', { title })}
        isPlaying={isPlaying}
        isLoading={isWaiting}
        size={52}
        keys={isFirst ? 'P' : undefined}
        onPress={() => (isOpen ? player.toggle() : player.play(track))}
      />
      <div className={styles.timeline} data-script-only>
        <div className={styles.wave}>
          {Timeline && (
            <Timeline
              label={t('track.position', { title })}
              positionMs={positionMs}
              durationMs={durationMs}
              peaks={peaks}
              onSeek={(ms) => (isOpen ? player.seek(ms) : player.play(track, ms))}
            />
          )}
        </div>
        <p className={styles.times} aria-hidden="true">
          <span>{formatPosition(positionMs)}</span>
          {durationMs !== null && <span>{formatPosition(durationMs)}</span>}
        </p>
      </div>
      <noscript>
        {/* biome-ignore lint/a11y/useMediaCaption: music that was sent has none */}
        <audio controls preload="none" src={src} />
      </noscript>
    </div>
  );
}

/** Apart from the page, which mostly shows a link; null until it is there. */
function useTimeline(): ComponentType<TimelineProps> | null {
  const [component, setComponent] = useState<{ Timeline: ComponentType<TimelineProps> } | null>(
    null,
  );
  useEffect(() => {
    // Without it, as offline, there still is the button.
    import('./timeline.tsx').then(setComponent, () => {});
  }, []);
  return component?.Timeline ?? null;
}
