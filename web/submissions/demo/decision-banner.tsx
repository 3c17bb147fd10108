import { Button, Kbd } from '@mantine/core';
import { Form } from '@remix-run/react';
import { type CSSProperties, useEffect, useState } from 'react';
import { isDecision, type Status } from '../../../domain/submissions/status.ts';
import { RequestId } from '../../components/request-id.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useT } from '../../strings/use-t.ts';
import { useClock } from '../../times/clock.tsx';
import { formatSeconds } from '../../times/format-duration.ts';
import { TimeSentence } from '../../times/time-sentence.tsx';
import { useHydrated } from '../../times/use-hydrated.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './decision-banner.module.css';
import type { Demo } from './demo-view.ts';
import type { DemoActions } from './use-demo-actions.ts';

interface Props {
  demo: Demo;
  /** The status that a pending submission will set. */
  optimisticStatus: Status | null;
  actions: DemoActions;
}

/** The decision, and an undo button while it can be undone. */
export function DecisionBanner({ demo, optimisticStatus, actions }: Props) {
  const t = useT(submissionsStrings);
  const isHydrated = useHydrated();
  const { decision } = demo;
  const seconds = useCountdown(decision?.undoUntil ?? null);
  const status = optimisticStatus ?? demo.status;
  if (!isDecision(status)) return null;
  const isUndoOpen = decision !== null && seconds !== null && seconds > 0;
  return (
    <section
      id="decision"
      ref={actions.decisionRef}
      className={styles.banner}
      data-status={status}
      aria-live="polite"
      tabIndex={-1}
    >
      <StatusGlyph status={status} size={18} />
      <div className={styles.text}>
        <p className={styles.title}>
          {decision && !optimisticStatus ? (
            <TimeSentence at={decision.at} className={styles.at}>
              {(time) => t(`decided.${status}`, { name: decision.by, time })}
            </TimeSentence>
          ) : (
            t(`decided.${status}_now`)
          )}
        </p>
        {decision?.reason && !optimisticStatus && (
          <p className={styles.reason} dir="auto">
            {decision.reason}
          </p>
        )}
        {isUndoOpen && decision?.undoUntil ? (
          <p className={styles.hint}>
            {isHydrated ? (
              t('decided.leaves', { time: formatSeconds(t, seconds) })
            ) : (
              <TimeSentence at={decision.undoUntil} format="stamp">
                {(time) => t('decided.leaves_at', { time })}
              </TimeSentence>
            )}
          </p>
        ) : (
          !optimisticStatus && <p className={styles.hint}>{t('decided.told')}</p>
        )}
      </div>
      {isUndoOpen && decision?.undoUntil && (
        <Form
          method="post"
          action={actions.action}
          onSubmit={(event) => {
            event.preventDefault();
            actions.undo();
          }}
        >
          <input type="hidden" name="intent" value="undo" />
          <RequestId initialId={actions.requestId} outcome={actions.fetcher.data} />
          <Button
            type="submit"
            className={styles.undo}
            style={{ '--left': `${seconds}s` } as CSSProperties}
            rightSection={<Kbd aria-hidden="true">U</Kbd>}
            aria-keyshortcuts="U"
          >
            {t('act.undo')}
          </Button>
        </Form>
      )}
    </section>
  );
}

/** Whole seconds until a moment of the server's clock; null without one. Ticks once a second. */
function useCountdown(endsAt: number | null): number | null {
  const { now, getNow } = useClock();
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    if (endsAt === null) return;
    const tick = () => {
      setNowMs(getNow());
      if (getNow() >= endsAt) clearInterval(timer);
    };
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [endsAt, getNow]);
  return endsAt === null ? null : Math.max(0, Math.round((endsAt - nowMs) / 1_000));
}
