import { NoteMarkers } from '../../notes/note-markers.tsx';
import { playFrom } from '../../notes/play-from.ts';
import { useT } from '../../strings/use-t.ts';
import type { FileTrackProps } from '../file-track.tsx';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { trackStrings } from '../strings.en.ts';
import styles from './file-progress.module.css';
import { formatPosition } from './format-position.ts';
import { Timeline } from './timeline.tsx';

export type FileProgressProps = Pick<FileTrackProps, 'track'>;

/** A file's waveform on its demo's page; one can begin anywhere in it. */
export function FileProgress({ track }: FileProgressProps) {
  const t = useT(trackStrings);
  const player = usePlayer();
  const isOpen = usePlayerState((state) => state.track?.id === track.id);
  const positionMs = usePlayerState((state) => (isOpen ? state.positionMs : 0));
  const knownMs = usePlayerState((state) => (isOpen ? state.durationMs : null));
  const durationMs = knownMs ?? track.source.durationMs;
  return (
    <>
      <div className={styles.wave}>
        <Timeline
          label={t('track.position', { title: track.demo.title })}
          positionMs={positionMs}
          durationMs={durationMs}
          peaks={track.source.peaks}
          onSeek={(ms) => (isOpen ? player.seek(ms) : player.play(track, ms))}
        >
          {track.notes && durationMs !== null && (
            <NoteMarkers
              notes={track.notes}
              durationMs={durationMs}
              onOpen={(ms) => playFrom(player, track, ms)}
            />
          )}
        </Timeline>
      </div>
      <p className={styles.times} aria-hidden="true">
        <span>{formatPosition(positionMs)}</span>
        {durationMs !== null && <span>{formatPosition(durationMs)}</span>}
      </p>
    </>
  );
}
