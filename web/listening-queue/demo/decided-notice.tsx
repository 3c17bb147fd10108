import { Button } from '@mantine/core';
import { isDecision } from '../../../domain/submissions/status.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useT } from '../../strings/use-t.ts';
import type { Demo } from '../../submissions/index.ts';
import { useClock } from '../../times/clock.tsx';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';
import { ActionForm } from './action-form.tsx';
import styles from './last-action.module.css';

interface Props {
  demo: Demo;
  queue: ListeningQueue;
  requestId: string;
}

/** A demo of the queue that was decided: by whom, and how to undo it while one can. */
export function DecidedNotice({ demo, queue, requestId }: Props) {
  const t = useT(listenStrings);
  const { now } = useClock();
  const { decision } = demo;
  if (!decision || !isDecision(demo.status) || queue.status !== demo.status) return null;
  return (
    <div className={styles.last} data-status={demo.status}>
      <StatusGlyph status={demo.status} size={16} />
      <p className={styles.text}>
        <span className={styles.what}>
          {t('listen.decided_by', { status: t(`status.${demo.status}`), name: decision.by })}
        </span>
      </p>
      {decision.undoUntil !== null && decision.undoUntil > now && (
        <ActionForm
          action={`?demo=${demo.number}`}
          intent="undo"
          number={demo.number}
          requestId={requestId}
          onSubmit={() => queue.act('undo')}
        >
          <Button type="submit" size="xs">
            {t('listen.undo')}
          </Button>
        </ActionForm>
      )}
    </div>
  );
}
