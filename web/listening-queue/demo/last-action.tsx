import { Button, Kbd } from '@mantine/core';
import { useEffect, useState } from 'react';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useT } from '../../strings/use-t.ts';
import { useClock } from '../../times/clock.tsx';
import { formatSeconds } from '../../times/format-duration.ts';
import type { DemoChange } from '../actions/changes.ts';
import { listenStrings } from '../strings.en.ts';
import styles from './last-action.module.css';

/** What was done last, and how to take it back. */
export function LastAction({ change, onUndo }: { change: DemoChange; onUndo: () => void }) {
  const t = useT(listenStrings);
  const { action, status, undoUntil, isSent } = change;
  const seconds = useSecondsLeft(undoUntil);
  const kind = action.intent === 'approve' || action.intent === 'reject' ? action.intent : 'status';
  return (
    <div className={styles.last} data-status={status} role="status">
      <StatusGlyph status={status} size={16} />
      <p className={styles.text}>
        <span className={styles.what}>
          {t(`listen.done.${kind}`, { title: action.demo.title })}
        </span>{' '}
        <span className={styles.hint} aria-hidden="true">
          {isSent
            ? seconds !== null && t('listen.done.seconds', { time: formatSeconds(t, seconds) })
            : t('listen.done.waiting')}
        </span>
      </p>
      <Button
        size="xs"
        rightSection={<Kbd aria-hidden="true">U</Kbd>}
        aria-keyshortcuts="U"
        onClick={onUndo}
      >
        {t('listen.undo')}
      </Button>
    </div>
  );
}

/** Whole seconds until a moment of the server's clock; null without one. */
function useSecondsLeft(endsAt: number | null): number | null {
  const { getNow } = useClock();
  const [nowMs, setNowMs] = useState(getNow);
  useEffect(() => {
    if (endsAt === null) return;
    setNowMs(getNow());
    const timer = setInterval(() => setNowMs(getNow()), 1_000);
    return () => clearInterval(timer);
  }, [endsAt, getNow]);
  return endsAt === null ? null : Math.max(0, Math.round((endsAt - nowMs) / 1_000));
}
