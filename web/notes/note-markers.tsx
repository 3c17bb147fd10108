import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import type { TrackNote } from '../player/playable-track.ts';
import { formatPosition, speakPosition } from '../player/timeline/format-position.ts';
import { useT } from '../strings/use-t.ts';
import { clusterNotes } from './cluster-notes.ts';
import styles from './note-markers.module.css';
import { notesStrings } from './strings.en.ts';

interface Props {
  notes: readonly TrackNote[];
  durationMs: number;
  /** Plays from there. */
  onOpen: (positionMs: number) => void;
}

/** How wide the button of a mark is, px: as much as a finger needs. */
const BUTTON_WIDTH = 24;

/** Marks on a track's line or waveform where notes are pinned to it. */
export function NoteMarkers({ notes, durationMs, onOpen }: Props) {
  const t = useT(notesStrings);
  const { ref, width } = useElementSize();
  const clusters = width > 0 ? clusterNotes(notes, (BUTTON_WIDTH / width) * durationMs) : [];
  return (
    <div className={styles.markers} ref={ref}>
      {clusters.map(([first, ...others]) => {
        const describe = (position: string) =>
          others.length > 0
            ? t('notes.marker', { count: others.length + 1, position })
            : t('notes.marker_text', { name: first.author, position, text: first.text });
        return (
          <Tooltip
            key={first.id}
            label={describe(formatPosition(first.positionMs))}
            multiline
            maw={280}
            events={{ hover: true, focus: true, touch: false }}
          >
            <button
              type="button"
              className={styles.marker}
              style={{ '--at': Math.min(1, first.positionMs / durationMs) } as CSSProperties}
              aria-label={describe(speakPosition(t.locale, first.positionMs))}
              onClick={() => onOpen(first.positionMs)}
            />
          </Tooltip>
        );
      })}
    </div>
  );
}
