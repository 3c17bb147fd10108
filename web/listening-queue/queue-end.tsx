import { Button } from '@mantine/core';
import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY } from '../submissions/index.ts';
import { ActionForm } from './demo/action-form.tsx';
import styles from './listen-page.module.css';
import type { QueueView } from './listen-view.ts';
import { listenStrings } from './strings.en.ts';
import type { ListeningQueue } from './use-listening-queue.ts';

interface Props {
  queue: ListeningQueue;
  view: QueueView;
  requestId: string;
}

/** Nothing comes any more: everything was decided, or some was left for later. */
export function QueueEnd({ queue, view: { passed }, requestId }: Props) {
  const t = useT(listenStrings);
  const { guildId } = useShell();
  const inbox = (
    <Button component={Link} to={`/g/${guildId}/submissions${DEFAULT_INBOX_QUERY}`}>
      {t('listen.to_inbox')}
    </Button>
  );
  if (passed.count === 0)
    return (
      <div className={styles.state}>
        <EmptyState
          illustration={<StackedCovers />}
          title={t('listen.empty_title')}
          text={t('listen.empty_text')}
        >
          {inbox}
        </EmptyState>
      </div>
    );
  return (
    <div className={styles.state}>
      <EmptyState
        illustration={<StackedCovers />}
        title={t('listen.end_title')}
        text={
          passed.hasMore
            ? t('listen.end_text_more', { max: passed.count })
            : t('listen.end_text', { count: passed.count })
        }
      >
        <ActionForm
          action={queue.pathname}
          intent="place"
          number={0}
          requestId={requestId}
          onSubmit={queue.startOver}
        >
          <Button type="submit" variant="accent">
            {t('listen.start_over')}
          </Button>
        </ActionForm>
        {inbox}
      </EmptyState>
    </div>
  );
}

/** A demo that was not loaded before the connection went away. */
export function NotLoaded() {
  const t = useT(listenStrings);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    window.addEventListener('online', revalidate);
    return () => window.removeEventListener('online', revalidate);
  }, [revalidate]);
  return (
    <div className={styles.state}>
      <EmptyState
        illustration={<StackedCovers />}
        title={t('listen.offline_title')}
        text={t('listen.offline_text')}
      >
        <Button onClick={revalidate}>{t('listen.try_again')}</Button>
      </EmptyState>
    </div>
  );
}
