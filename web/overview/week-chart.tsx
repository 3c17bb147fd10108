import { useT } from '../catalogues/use-t.ts';
import type { OverviewView } from '../presenters/overview.ts';
import { dayName } from './day-name.ts';
import look from './week.module.css';

const [WIDTH, HEIGHT, TOP, FOOT] = [700, 220, 20, 28];
const BAR = 22;

/** A round number at or above the largest value, for the topmost line. */
function ceiling(values: number[]): number {
  const most = Math.max(...values, 0);
  return (
    [4, 8, 12, 20, 40, 60, 80, 100].find((step) => step >= most) ?? Math.ceil(most / 100) * 100
  );
}

/** Two bars a day. Its table says the same to whoever does not see it. */
export function WeekChart({ week }: { week: OverviewView['week'] }) {
  const t = useT();
  const top = ceiling(week.flatMap(({ submitted, decided }) => [submitted, decided]));
  const floor = HEIGHT - FOOT;
  const y = (value: number) => floor - (value / top) * (floor - TOP);
  const slot = WIDTH / week.length;
  const isEmpty = week.every(({ submitted, decided }) => submitted + decided === 0);
  return (
    <figure className={look.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('overview.chart')}
        className={look.chart}
      >
        {[top, top / 2].map((value) => (
          <g key={value}>
            <line x1="0" x2={WIDTH} y1={y(value)} y2={y(value)} className={look.line} />
            <text x="0" y={y(value) - 6} className={look.scale}>
              {value}
            </text>
          </g>
        ))}
        <line x1="0" x2={WIDTH} y1={floor} y2={floor} className={look.floor} />
        {week.map(({ day, submitted, decided }, index) => {
          const middle = slot * (index + 0.5);
          const isToday = index === week.length - 1;
          return (
            <g key={day} className={look.day}>
              <title>{t('overview.bar', { day: dayName(day, 'long'), submitted, decided })}</title>
              <rect x={slot * index} y="0" width={slot} height={HEIGHT} className={look.hit} />
              <Bar x={middle - BAR - 2} y={y(submitted)} floor={floor} kind="submitted" />
              <Bar x={middle + 2} y={y(decided)} floor={floor} kind="decided" />
              <text
                x={middle}
                y={HEIGHT - 6}
                textAnchor="middle"
                className={look.label}
                data-today={isToday || undefined}
              >
                {dayName(day, 'short')}
              </text>
            </g>
          );
        })}
        {isEmpty && (
          <text x={WIDTH / 2} y={floor / 2 + 12} textAnchor="middle" className={look.empty}>
            {t('overview.chart_empty')}
          </text>
        )}
      </svg>
    </figure>
  );
}

function Bar({ x, y, floor, kind }: { x: number; y: number; floor: number; kind: string }) {
  const height = floor - y;
  if (height <= 0) return null;
  const r = Math.min(5, height);
  return (
    <path
      d={`M${x} ${floor}V${y + r}q0-${r} ${r}-${r}h${BAR - 2 * r}q${r} 0 ${r} ${r}V${floor}Z`}
      className={look.bar}
      data-kind={kind}
    />
  );
}
