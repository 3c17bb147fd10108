import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY, INBOX_VIEWS, serializeFilters } from '../submissions/index.ts';
import { formatDuration } from '../times/format-duration.ts';
import styles from './key-figures.module.css';
import type { OverviewView } from './overview-view.ts';
import { overviewStrings } from './strings.en.ts';

/** Four figures; the first is the open work. */
export function KeyFigures({ view, inboxUrl }: { view: OverviewView; inboxUrl: string }) {
  const t = useT(overviewStrings);
  const isUrgent = view.waitingOverFiveDays > 0;
  return (
    <dl className={styles.vitals}>
      <KeyFigure
        name={t(view.open > 0 ? 'overview.waiting' : 'overview.waiting_none')}
        to={inboxUrl + DEFAULT_INBOX_QUERY}
        isPrimary
      >
        {view.open}
      </KeyFigure>
      <KeyFigure name={t('overview.oldest')}>
        {view.oldestOpenMs === null ? (
          <span className={styles.none}>{t('overview.none')}</span>
        ) : (
          formatDuration(t, view.oldestOpenMs)
        )}
      </KeyFigure>
      <KeyFigure
        name={t('overview.over_five')}
        to={isUrgent ? inboxUrl + serializeFilters(INBOX_VIEWS.old) : undefined}
        isUrgent={isUrgent}
      >
        {view.waitingOverFiveDays}
      </KeyFigure>
      <KeyFigure name={t('overview.median')} hint={t('overview.median_hint')}>
        {view.medianDecisionMs === null ? (
          <span className={styles.none}>{t('overview.no_median')}</span>
        ) : (
          formatDuration(t, view.medianDecisionMs)
        )}
      </KeyFigure>
    </dl>
  );
}

interface KeyFigureProps {
  name: string;
  hint?: string;
  to?: string;
  isPrimary?: boolean;
  isUrgent?: boolean;
  children: ReactNode;
}

function KeyFigure({ name, hint, to, isPrimary, isUrgent, children }: KeyFigureProps) {
  return (
    <div className={styles.vital} data-main={isPrimary} data-urgent={isUrgent || undefined}>
      <dt>
        {to ? <Link to={to}>{name}</Link> : name}
        {hint && <small>{hint}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
