import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { storageT } from '../catalogues/storage.ts';
import { IconClock } from '../components/icons.ts';
import { useClock } from '../times/clock.tsx';
import look from './connect-page.module.css';

/** How long the set-up is still open; when it ends, the page says so by itself. */
export function TimeLeft({ until, asOf }: { until: number; asOf: number }) {
  const { read } = useClock();
  const { revalidate } = useRevalidator();
  const [now, setNow] = useState(asOf);
  useEffect(() => {
    setNow(read());
    const timer = setInterval(() => setNow(read()), 1_000);
    return () => clearInterval(timer);
  }, [read]);
  const left = Math.max(0, until - now);
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) revalidate();
  }, [isOver, revalidate]);
  const minutes = Math.floor(left / 60_000);
  const seconds = String(Math.floor((left % 60_000) / 1_000)).padStart(2, '0');
  return (
    <p
      className={look.left}
      data-short={left < 120_000 || undefined}
      title={storageT('connect.left_title')}
    >
      <IconClock size={14} stroke={2} aria-hidden="true" />
      <span role="timer">
        {isOver
          ? storageT('connect.ended')
          : storageT('connect.left', { time: `${minutes}:${seconds}` })}
      </span>
    </p>
  );
}
