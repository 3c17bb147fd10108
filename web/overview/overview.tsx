import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { IconChevronRight } from '../components/icons.ts';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { LiveDot } from '../live/live-dot.tsx';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY, DemoListRow } from '../submissions/index.ts';
import { Health } from './health.tsx';
import { KeyFigures } from './key-figures.tsx';
import styles from './overview.module.css';
import type { OverviewView } from './overview-view.ts';
import { StatusBreakdown } from './status-breakdown.tsx';
import { overviewStrings } from './strings.en.ts';
import { Week } from './week.tsx';

/** A label at a glance: key figures, the last week, demos by status, latest demos and health. */
export function Overview({ view }: { view: OverviewView }) {
  const t = useT(overviewStrings);
  const { guildId } = useShell();
  const inboxUrl = `/g/${guildId}/submissions`;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('overview.title')}</h1>
        <LiveDot />
      </header>
      {view.isStaffChannelLost && (
        <Banner tone="bad" title={t('overview.channel_lost')}>
          {t('overview.channel_lost_text')}
        </Banner>
      )}
      {view.total === 0 ? (
        <EmptyOverview />
      ) : (
        <>
          <KeyFigures view={view} inboxUrl={inboxUrl} />
          <div className={styles.middle}>
            <Week view={view} />
            <StatusBreakdown view={view} inboxUrl={inboxUrl} />
          </div>
        </>
      )}
      <div className={styles.foot}>
        {view.latest.length > 0 && (
          <section aria-labelledby="latest" className={styles.latest}>
            <div className={styles.bar}>
              <h2 id="latest" className={styles.heading}>
                {t('overview.latest')}
              </h2>
              <Link to={inboxUrl + DEFAULT_INBOX_QUERY} className={styles.all}>
                {t('overview.all')}
                <IconChevronRight size={14} />
              </Link>
            </div>
            <ol>
              {view.latest.map((row) => (
                <DemoListRow
                  key={row.number}
                  demo={row}
                  to={`${inboxUrl}/${row.number}`}
                  isSelected={false}
                  isNew={false}
                />
              ))}
            </ol>
          </section>
        )}
        <Health view={view} />
      </div>
    </div>
  );
}

/** Before anything was sent: what to do so that something is. */
function EmptyOverview() {
  const t = useT(overviewStrings);
  const { guildId, isAdmin } = useShell();
  return (
    <EmptyState
      illustration={<StackedCovers />}
      title={t('overview.empty_title')}
      text={t('overview.empty_text')}
    >
      {isAdmin && (
        <Button component={Link} to={`/g/${guildId}/settings`} variant="accent">
          {t('overview.empty_act')}
        </Button>
      )}
    </EmptyState>
  );
}
