import { Link } from '@remix-run/react';
import type { Status } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { IconClock, IconInbox } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { readFilters, VIEWS, type View, writeFilters } from '../presenters/filters.ts';
import look from './sidebar.module.css';

interface Props {
  base: string;
  counts: Record<Status, number>;
  /** The inbox's address, to mark the view that one looks at; null on other pages. */
  search: URLSearchParams | null;
}

/** Filters that one needs all day, by name and with how many they hold. */
export function Views({ base, counts, search }: Props) {
  const t = useT();
  const here = search && writeFilters(readFilters(search));
  return (
    <section className={look.views} aria-label={t('nav.views')}>
      <h2 className={look.heading}>{t('nav.views')}</h2>
      <ul>
        {(Object.keys(VIEWS) as View[]).map((view) => {
          const address = writeFilters(VIEWS[view]);
          const { status, period } = VIEWS[view];
          const count = status.reduce((sum, each) => sum + counts[each], 0);
          return (
            <li key={view}>
              <Link
                to={`${base}/submissions${address}`}
                className={look.view}
                aria-current={here === address ? 'true' : undefined}
              >
                <span
                  className={look.glyph}
                  data-status={status.length === 1 ? status[0] : undefined}
                >
                  {period ? (
                    <IconClock size={14} stroke={2} />
                  ) : status.length === 1 ? (
                    <StatusGlyph status={status[0]!} />
                  ) : (
                    <IconInbox size={14} stroke={2} />
                  )}
                </span>
                <span className={look.word}>{t(`views.${view}`)}</span>
                {!period && count > 0 && <span className={look.count}>{count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
