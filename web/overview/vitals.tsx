import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { INBOX_SEARCH, VIEWS, writeFilters } from '../presenters/filters.ts';
import type { OverviewView } from '../presenters/overview.ts';
import { span } from '../times/relative.ts';
import look from './vitals.module.css';

/** Four figures, the first one being the work that waits. */
export function Vitals({ view, inbox }: { view: OverviewView; inbox: string }) {
  const t = useT();
  const isUrgent = view.waitingOverFiveDays > 0;
  return (
    <dl className={look.vitals}>
      <Vital
        name={t(view.open > 0 ? 'overview.waiting' : 'overview.waiting_none')}
        to={inbox + INBOX_SEARCH}
        isMain
      >
        {view.open}
      </Vital>
      <Vital name={t('overview.oldest')}>
        {view.oldestOpenMs === null ? (
          <span className={look.none}>{t('overview.none')}</span>
        ) : (
          span(t, view.oldestOpenMs)
        )}
      </Vital>
      <Vital
        name={t('overview.over_five')}
        to={isUrgent ? inbox + writeFilters(VIEWS.old) : undefined}
        isUrgent={isUrgent}
      >
        {view.waitingOverFiveDays}
      </Vital>
      <Vital name={t('overview.median')} hint={t('overview.median_hint')}>
        {view.medianDecisionMs === null ? (
          <span className={look.none}>{t('overview.no_median')}</span>
        ) : (
          span(t, view.medianDecisionMs)
        )}
      </Vital>
    </dl>
  );
}

interface VitalProps {
  name: string;
  hint?: string;
  to?: string;
  isMain?: boolean;
  isUrgent?: boolean;
  children: ReactNode;
}

function Vital({ name, hint, to, isMain, isUrgent, children }: VitalProps) {
  return (
    <div className={look.vital} data-main={isMain} data-urgent={isUrgent || undefined}>
      <dt>
        {to ? <Link to={to}>{name}</Link> : name}
        {hint && <small>{hint}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
