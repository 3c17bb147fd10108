import { Link } from '@remix-run/react';
import type { Status } from '../../domain/submissions/status.ts';
import { IconClock, IconInbox, IconUser } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { useT } from '../strings/use-t.ts';
import {
  INBOX_VIEWS,
  type InboxView,
  parseFilters,
  serializeFilters,
} from '../submissions/index.ts';
import styles from './sidebar.module.css';

interface Props {
  baseUrl: string;
  counts: Record<Status, number>;
  /** The inbox's address, to mark the view that one looks at; null on other pages. */
  search: URLSearchParams | null;
}

/** Frequently used filters, by name and with their counts. */
export function InboxViews({ baseUrl, counts, search }: Props) {
  const t = useT();
  const currentQuery = search && serializeFilters(parseFilters(search));
  return (
    <section className={styles.views} aria-label={t('nav.views')}>
      <h2 className={styles.heading}>{t('nav.views')}</h2>
      <ul>
        {(Object.keys(INBOX_VIEWS) as InboxView[]).map((view) => {
          const viewQuery = serializeFilters(INBOX_VIEWS[view]);
          const { status, period, assignee } = INBOX_VIEWS[view];
          const count = status.reduce((sum, each) => sum + counts[each], 0);
          return (
            <li key={view}>
              <Link
                to={`${baseUrl}/submissions${viewQuery}`}
                className={styles.view}
                aria-current={currentQuery === viewQuery ? 'true' : undefined}
              >
                <span
                  className={styles.glyph}
                  data-status={status.length === 1 ? status[0] : undefined}
                >
                  {period ? (
                    <IconClock size={14} stroke={2} />
                  ) : assignee ? (
                    <IconUser size={14} stroke={2} />
                  ) : status.length === 1 ? (
                    <StatusGlyph status={status[0]!} />
                  ) : (
                    <IconInbox size={14} stroke={2} />
                  )}
                </span>
                <span className={styles.word}>{t(`views.${view}`)}</span>
                {!period && !assignee && count > 0 && <span className={styles.count}>{count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
