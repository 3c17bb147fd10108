import { useT } from '../strings/use-t.ts';
import { formatElapsed } from '../times/format-duration.ts';
import styles from './clusters.module.css';
import { operatorStrings } from './strings.en.ts';

const WIDTH = 240;
const HEIGHT = 36;
/** At least so many ms fill the height: a quiet line must look quiet. */
const MIN_SCALE_MS = 40;

interface Props {
  latencyMs: number | null;
  history: readonly number[];
}

/** The round trip now, and as bars since the page was opened. */
export function LatencySparkline({ latencyMs, history }: Props) {
  const t = useT(operatorStrings);
  const scaleMs = Math.max(MIN_SCALE_MS, ...history);
  return (
    <div className={styles.spark}>
      <p>
        <span>{t('operator.clusters.latency')}</span>
        <strong data-slow={(latencyMs ?? 0) > 50 || undefined}>
          {latencyMs === null ? '–' : formatElapsed(t, latencyMs)}
        </strong>
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={
          latencyMs === null
            ? t('operator.clusters.silent')
            : t('operator.clusters.latency_line', { time: formatElapsed(t, latencyMs) })
        }
      >
        <line x1="0" y1={HEIGHT - 0.5} x2={WIDTH} y2={HEIGHT - 0.5} />
        {history.map((ms, index) => {
          const height = Math.max(2, (ms / scaleMs) * (HEIGHT - 2));
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              x={WIDTH - (history.length - index) * 6}
              y={HEIGHT - 1 - height}
              width="4"
              height={height}
              rx="1"
              data-slow={ms > 50 || undefined}
            />
          );
        })}
      </svg>
    </div>
  );
}
