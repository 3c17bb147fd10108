import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { IconClock } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import { useClock } from '../../times/clock.tsx';
import { storageStrings } from '../strings.en.ts';
import styles from './connect-page.module.css';

/** The remaining time of the setup; when it ends, the page reloads its data. */
export function SetupCountdown({ expiresAt, asOf }: { expiresAt: number; asOf: number }) {
  const t = useT(storageStrings);
  const { getNow } = useClock();
  const { revalidate } = useRevalidator();
  const [now, setNow] = useState(asOf);
  useEffect(() => {
    setNow(getNow());
    const timer = setInterval(() => setNow(getNow()), 1_000);
    return () => clearInterval(timer);
  }, [getNow]);
  const remainingMs = Math.max(0, expiresAt - now);
  const hasExpired = remainingMs === 0;
  useEffect(() => {
    if (hasExpired) revalidate();
  }, [hasExpired, revalidate]);
  const minutes = Math.floor(remainingMs / 60_000);
  const seconds = String(Math.floor((remainingMs % 60_000) / 1_000)).padStart(2, '0');
  return (
    <p
      className={styles.left}
      data-short={remainingMs < 120_000 || undefined}
      title={t('connect.left_title')}
    >
      <IconClock size={14} stroke={2} aria-hidden="true" />
      <span role="timer">
        {hasExpired ? t('connect.ended') : t('connect.left', { time: `${minutes}:${seconds}` })}
      </span>
    </p>
  );
}
