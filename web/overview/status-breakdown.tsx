import { Link } from '@remix-run/react';
import { StatusTag } from '../components/status-tag.tsx';
import { useT } from '../strings/use-t.ts';
import { NO_FILTERS, serializeFilters } from '../submissions/index.ts';
import pageStyles from './overview.module.css';
import type { OverviewView } from './overview-view.ts';
import styles from './status-breakdown.module.css';
import { overviewStrings } from './strings.en.ts';

/** Demos by status; each line opens the inbox with that filter. */
export function StatusBreakdown({ view, inboxUrl }: { view: OverviewView; inboxUrl: string }) {
  const t = useT(overviewStrings);
  const shown = view.counts.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing" className={pageStyles.heading}>
        {t('overview.statuses')}
      </h2>
      <p className={styles.total}>{t('overview.total', { count: view.total })}</p>
      <div className={styles.strip} aria-hidden="true">
        {shown.map(({ status, count }) => (
          <span key={status} data-status={status} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={styles.lines}>
        {shown.map(({ status, count }) => (
          <li key={status}>
            <Link
              to={inboxUrl + serializeFilters({ ...NO_FILTERS, status: [status] })}
              className={styles.line}
            >
              <StatusTag status={status} />
              <span className={styles.count}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
