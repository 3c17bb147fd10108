import { NoteMarkers } from '../../notes/note-markers.tsx';
import { playFrom } from '../../notes/play-from.ts';
import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { trackStrings } from '../strings.en.ts';
import { formatPosition } from '../timeline/format-position.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { LoopEdges } from './loop-edges.tsx';
import styles from './player-bar.module.css';

/** Position, waveform and duration of a file. */
export function FileTimeline({ peaks }: { peaks: number[][] | null }) {
  const t = useT(trackStrings);
  const player = usePlayer();
  const title = usePlayerState((state) => state.demo?.title ?? '');
  const track = usePlayerState((state) => state.track);
  const positionMs = usePlayerState((state) => state.positionMs);
  const durationMs = usePlayerState((state) => state.durationMs);
  return (
    <>
      <span className={styles.time} aria-hidden="true">
        {formatPosition(positionMs)}
      </span>
      <div className={styles.line}>
        <Timeline
          label={t('track.position', { title })}
          positionMs={positionMs}
          durationMs={durationMs}
          peaks={peaks}
          onSeek={(ms) => player.seek(ms)}
        >
          {durationMs !== null && <LoopEdges durationMs={durationMs} />}
          {track?.notes && durationMs !== null && (
            <NoteMarkers
              notes={track.notes}
              durationMs={durationMs}
              onOpen={(ms) => playFrom(player, track, ms)}
            />
          )}
        </Timeline>
      </div>
      <span className={styles.time} aria-hidden="true">
        {durationMs === null ? '–:––' : formatPosition(durationMs)}
      </span>
    </>
  );
}
