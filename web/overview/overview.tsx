import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { IconChevronRight } from '../components/icons.ts';
import { ListRow } from '../inbox/list-row.tsx';
import { LiveDot } from '../live/live-dot.tsx';
import { INBOX_SEARCH } from '../presenters/filters.ts';
import type { OverviewView } from '../presenters/overview.ts';
import { useShell } from '../shell/shell-context.ts';
import { FirstDemo } from './first-demo.tsx';
import { Health } from './health.tsx';
import look from './overview.module.css';
import { Standing } from './standing.tsx';
import { Vitals } from './vitals.tsx';
import { Week } from './week.tsx';

/** A label at a glance: who waits, how the week went, where demos stand, whether all arrives. */
export function Overview({ view }: { view: OverviewView }) {
  const t = useT();
  const { guildId } = useShell();
  const inbox = `/g/${guildId}/submissions`;
  return (
    <div className={look.page}>
      <header className={look.head}>
        <h1 className={look.title}>{t('overview.title')}</h1>
        <LiveDot />
      </header>
      {view.total === 0 ? (
        <FirstDemo />
      ) : (
        <>
          <Vitals view={view} inbox={inbox} />
          <div className={look.middle}>
            <Week view={view} />
            <Standing view={view} inbox={inbox} />
          </div>
        </>
      )}
      <div className={look.foot}>
        {view.latest.length > 0 && (
          <section aria-labelledby="latest" className={look.latest}>
            <div className={look.bar}>
              <h2 id="latest" className={look.heading}>
                {t('overview.latest')}
              </h2>
              <Link to={inbox + INBOX_SEARCH} className={look.all}>
                {t('overview.all')}
                <IconChevronRight size={14} />
              </Link>
            </div>
            <ol>
              {view.latest.map((row) => (
                <ListRow
                  key={row.number}
                  row={row}
                  to={`${inbox}/${row.number}`}
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
