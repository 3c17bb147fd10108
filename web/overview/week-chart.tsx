import { useT } from '../strings/use-t.ts';
import { formatDayName } from './format-day-name.ts';
import type { OverviewView } from './overview-view.ts';
import { overviewStrings } from './strings.en.ts';
import styles from './week.module.css';

const [WIDTH, HEIGHT, TOP, BOTTOM] = [700, 220, 20, 28];
const BAR_WIDTH = 22;

/** A round number at or above the largest value, for the topmost line. */
function roundUpScale(values: number[]): number {
  const largest = Math.max(...values, 0);
  return (
    [4, 8, 12, 20, 40, 60, 80, 100].find((step) => step >= largest) ??
    Math.ceil(largest / 100) * 100
  );
}

/** Two bars a day; the table below has the same figures for screen readers. */
export function WeekChart({ week }: { week: OverviewView['week'] }) {
  const t = useT(overviewStrings);
  const scaleMax = roundUpScale(week.flatMap(({ submitted, decided }) => [submitted, decided]));
  const baseline = HEIGHT - BOTTOM;
  const toY = (value: number) => baseline - (value / scaleMax) * (baseline - TOP);
  const dayWidth = WIDTH / week.length;
  const isEmpty = week.every(({ submitted, decided }) => submitted + decided === 0);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('overview.chart')}
        className={styles.chart}
      >
        {[scaleMax, scaleMax / 2].map((value) => (
          <g key={value}>
            <line x1="0" x2={WIDTH} y1={toY(value)} y2={toY(value)} className={styles.line} />
            <text x="0" y={toY(value) - 6} className={styles.scale}>
              {value}
            </text>
          </g>
        ))}
        <line x1="0" x2={WIDTH} y1={baseline} y2={baseline} className={styles.floor} />
        {week.map(({ day, submitted, decided }, index) => {
          const centerX = dayWidth * (index + 0.5);
          const isToday = index === week.length - 1;
          return (
            <g key={day} className={styles.day}>
              <title>
                {t('overview.bar', { day: formatDayName(t, day, 'long'), submitted, decided })}
              </title>
              <rect
                x={dayWidth * index}
                y="0"
                width={dayWidth}
                height={HEIGHT}
                className={styles.hit}
              />
              <Bar
                x={centerX - BAR_WIDTH - 2}
                y={toY(submitted)}
                baseline={baseline}
                kind="submitted"
              />
              <Bar x={centerX + 2} y={toY(decided)} baseline={baseline} kind="decided" />
              <text
                x={centerX}
                y={HEIGHT - 6}
                textAnchor="middle"
                className={styles.label}
                data-today={isToday || undefined}
              >
                {formatDayName(t, day, 'short')}
              </text>
            </g>
          );
        })}
        {isEmpty && (
          <text x={WIDTH / 2} y={baseline / 2 + 12} textAnchor="middle" className={styles.empty}>
            {t('overview.chart_empty')}
          </text>
        )}
      </svg>
    </figure>
  );
}

function Bar({ x, y, baseline, kind }: { x: number; y: number; baseline: number; kind: string }) {
  const height = baseline - y;
  if (height <= 0) return null;
  const radius = Math.min(5, height);
  return (
    <path
      d={`M${x} ${baseline}V${y + radius}q0-${radius} ${radius}-${radius}h${BAR_WIDTH - 2 * radius}q${radius} 0 ${radius} ${radius}V${baseline}Z`}
      className={styles.bar}
      data-kind={kind}
    />
  );
}
