import type { CSSProperties } from 'react';
import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { speakPosition } from '../timeline/format-position.ts';
import { moveLoopEdge } from './loop.ts';
import styles from './loop-edges.module.css';
import { barStrings } from './strings.en.ts';

/** The section that is repeated: its two edges are dragged, or moved by arrow keys. */
export function LoopEdges({ durationMs }: { durationMs: number }) {
  const t = useT(barStrings);
  const player = usePlayer();
  const loop = usePlayerState((state) => state.loop);
  if (!loop) return null;
  const { startMs, endMs } = loop;
  const edges = [
    { edge: 'start' as const, label: t('player.loop_from'), valueMs: startMs },
    ...(endMs === null
      ? []
      : [{ edge: 'end' as const, label: t('player.loop_to'), valueMs: endMs }]),
  ];
  const style = {
    '--from': startMs / durationMs,
    '--to': (endMs ?? startMs) / durationMs,
  } as CSSProperties;
  return (
    <div className={styles.edges} style={style}>
      <span className={styles.section} />
      {edges.map(({ edge, label, valueMs }) => (
        <input
          key={edge}
          type="range"
          className={styles.edge}
          data-edge={edge}
          min={0}
          max={durationMs}
          step={100}
          value={valueMs}
          aria-label={label}
          aria-valuetext={speakPosition(t.locale, valueMs)}
          onChange={(event) =>
            player.setLoop(moveLoopEdge(loop, edge, event.currentTarget.valueAsNumber))
          }
          onKeyDown={(event) => {
            // Arrows move the edge; the page's keys are others.
            if (event.key.startsWith('Arrow')) event.stopPropagation();
          }}
        />
      ))}
    </div>
  );
}
