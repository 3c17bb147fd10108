import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { StatusTag } from '../components/status-tag.tsx';
import { NO_FILTERS, writeFilters } from '../presenters/filters.ts';
import type { OverviewView } from '../presenters/overview.ts';
import page from './overview.module.css';
import look from './standing.module.css';

/** How many demos stand where; each line opens them. */
export function Standing({ view, inbox }: { view: OverviewView; inbox: string }) {
  const t = useT();
  const shown = view.counts.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing" className={page.heading}>
        {t('overview.statuses')}
      </h2>
      <p className={look.total}>{t('overview.total', { count: view.total })}</p>
      <div className={look.strip} aria-hidden="true">
        {shown.map(({ status, count }) => (
          <span key={status} data-status={status} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={look.lines}>
        {shown.map(({ status, count }) => (
          <li key={status}>
            <Link
              to={inbox + writeFilters({ ...NO_FILTERS, status: [status] })}
              className={look.line}
            >
              <StatusTag status={status} />
              <span className={look.count}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
