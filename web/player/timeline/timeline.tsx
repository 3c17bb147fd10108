import type { KeyboardEvent, ReactNode } from 'react';
import { useT } from '../../strings/use-t.ts';
import { trackStrings } from '../strings.en.ts';
import { speakPosition } from './format-position.ts';
import styles from './timeline.module.css';
import { Waveform } from './waveform.tsx';

export interface TimelineProps {
  label: string;
  positionMs: number;
  /** Null while unknown: then there is no seeking. */
  durationMs: number | null;
  /** See PlayableSource; null draws a line. */
  peaks: number[][] | null;
  onSeek: (positionMs: number) => void;
  /** What is drawn in front of it. */
  children?: ReactNode;
}

/** How far one press of a key goes, ms. */
const KEY_STEPS_MS: Record<string, number> = {
  ArrowRight: 5_000,
  ArrowUp: 5_000,
  ArrowLeft: -5_000,
  ArrowDown: -5_000,
  PageUp: 30_000,
  PageDown: -30_000,
};

/** Where a track is, as a waveform or a line; a click, a drag and keys go elsewhere. */
export function Timeline({
  label,
  positionMs,
  durationMs,
  peaks,
  onSeek,
  children,
}: TimelineProps) {
  const t = useT(trackStrings);
  const maxMs = durationMs ?? 0;
  const share = maxMs > 0 ? Math.min(1, positionMs / maxMs) : 0;
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = KEY_STEPS_MS[event.key];
    const isPlain = !(event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
    const targetMs =
      event.key === 'Home' ? 0 : event.key === 'End' ? maxMs : step && positionMs + step;
    if (targetMs === undefined || !isPlain) return;
    // Arrows also open the demos beside this one.
    event.preventDefault();
    event.stopPropagation();
    onSeek(targetMs);
  };
  return (
    <div className={styles.timeline} style={{ '--share': share } as React.CSSProperties}>
      {peaks && durationMs ? (
        <Waveform peaks={peaks} durationMs={durationMs} positionMs={positionMs} />
      ) : (
        <span className={styles.line} />
      )}
      <input
        type="range"
        className={styles.seek}
        min={0}
        max={maxMs}
        step={100}
        value={Math.min(positionMs, maxMs)}
        disabled={durationMs === null}
        aria-label={label}
        aria-valuetext={
          durationMs === null
            ? undefined
            : t('track.position_of', {
                position: speakPosition(t.locale, positionMs),
                duration: speakPosition(t.locale, durationMs),
              })
        }
        onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onKeyDown={handleKeyDown}
      />
      {children}
    </div>
  );
}
