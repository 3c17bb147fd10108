import { ActionIcon, Switch } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '../components/icons.ts';
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
  view: QueueView | null;
  /** The demo that is open; null: none is. */
  number: number | null;
  requestId: string;
  autoAdvance: readonly [isOn: boolean, change: (isOn: boolean) => void];
}

/** Where one is in the queue, and the way through it. */
export function QueueHeader({ queue, view, number, requestId, autoAdvance }: Props) {
  const t = useT(listenStrings);
  const { guildId } = useShell();
  const [isAutoAdvancing, setAutoAdvancing] = autoAdvance;
  const previous = view?.previous;
  return (
    <div className={styles.head}>
      <Link to={`/g/${guildId}/submissions${DEFAULT_INBOX_QUERY}`} className={styles.back}>
        <IconArrowLeft size={18} aria-hidden="true" />
        {t('listen.back')}
      </Link>
      <h1 className={styles.title}>{t('listen.title')}</h1>
      <p className={styles.left} role="status">
        {view && number !== null && describeLeft(t, view, queue.isDecided)}
      </p>
      <div className={styles.auto} data-script-only>
        <Switch
          size="sm"
          label={t('listen.auto')}
          title={t('listen.auto_hint')}
          checked={isAutoAdvancing}
          onChange={(event) => setAutoAdvancing(event.currentTarget.checked)}
        />
      </div>
      {number !== null && (
        <nav className={styles.steps} aria-label={t('listen.navigation')}>
          {previous ? (
            <ActionIcon
              component={Link}
              to={`${queue.pathname}?demo=${previous.number}`}
              size={40}
              aria-label={t('listen.previous')}
              aria-keyshortcuts="P"
              onClick={(event: React.MouseEvent) => {
                event.preventDefault();
                queue.previous();
              }}
            >
              <IconChevronLeft size={20} />
            </ActionIcon>
          ) : (
            <span className={styles.noStep}>
              <IconChevronLeft size={20} aria-hidden="true" />
            </span>
          )}
          <ActionForm
            action={queue.pathname}
            intent="place"
            number={number}
            requestId={requestId}
            onSubmit={() => queue.next()}
          >
            <ActionIcon type="submit" size={40} aria-label={t('listen.next')} aria-keyshortcuts="N">
              <IconChevronRight size={20} />
            </ActionIcon>
          </ActionForm>
        </nav>
      )}
    </div>
  );
}

function describeLeft(
  t: ReturnType<typeof useT<typeof listenStrings>>,
  { left }: QueueView,
  isDecided: boolean,
): string {
  if (left.hasMore) return t('listen.left_more', { max: left.count });
  return t('listen.left', { count: Math.max(0, left.count - (isDecided ? 1 : 0)) });
}
