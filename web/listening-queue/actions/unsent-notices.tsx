import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { Banner } from '../../components/banner.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';
import type { RefusedAction } from './action-log.ts';
import styles from './unsent-notices.module.css';

/** What waits for a connection, what was refused in the end, and what could not be taken. */
export function UnsentNotices({ queue }: { queue: ListeningQueue }) {
  const t = useT(listenStrings);
  const { pending, refused, isKept } = queue.log;
  return (
    <>
      {queue.isFull && (
        <Banner tone="bad" role="alert" title={t('listen.full_title')}>
          {t('listen.full_text')}
        </Banner>
      )}
      {queue.isHeldUp && pending.length > 0 && (
        <Banner
          tone="wait"
          role="status"
          title={t('listen.waiting', { count: pending.length })}
          action={
            <Button size="xs" onClick={queue.sendNow}>
              {t('listen.send_now')}
            </Button>
          }
        >
          {t(isKept ? 'listen.waiting_text' : 'listen.waiting_memory')}
        </Banner>
      )}
      {refused.length > 0 && (
        <Banner
          tone="bad"
          role="alert"
          title={t('listen.refused', { count: refused.length })}
          action={
            <Button size="xs" onClick={queue.dismissRefused}>
              {t('listen.dismiss')}
            </Button>
          }
        >
          <ul className={styles.refused}>
            {refused.map((each) => (
              <Refusal key={each.action.requestId} refusal={each} />
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}

function Refusal({ refusal: { action, problem } }: { refusal: RefusedAction }) {
  const t = useT(listenStrings);
  const { guildId } = useShell();
  const { number, title } = action.demo;
  const { title: what, text } = describeProblem(t, problem);
  const label = t(`listen.action.${action.intent}`);
  const typed = action.fields.reason || action.fields.note;
  return (
    <li>
      {action.intent === 'place' ? (
        label
      ) : (
        <Link className={styles.demo} to={`/g/${guildId}/submissions/${number}`}>
          {t('listen.refused_item', { action: label, title })}
        </Link>
      )}
      {': '}
      {what}. {text} {problem.requestId}
      {typed && (
        <blockquote className={styles.typed} dir="auto">
          {typed}
        </blockquote>
      )}
    </li>
  );
}
