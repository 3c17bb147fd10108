import { Outlet, useParams, useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { LiveDot } from '../live/live-dot.tsx';
import { readFilters, writeFilters } from '../presenters/filters.ts';
import type { Row } from '../presenters/row.ts';
import { useGo } from '../shell/go.ts';
import { useShell } from '../shell/shell-context.ts';
import { DetailSlot } from './detail-slot.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Find } from './find.tsx';
import look from './inbox.module.css';
import { InboxProvider } from './inbox-context.ts';
import { List } from './list.tsx';
import { Pages } from './pages.tsx';
import { useRows } from './use-rows.ts';

interface Props {
  rows: Row[];
  nextBefore: number | null;
  before: number | null;
}

/** The list, and beside it (on a phone: instead of it) the demo that is open. */
export function Inbox({ rows: loaded, nextBefore, before }: Props) {
  const t = useT();
  const go = useGo();
  const { guildId, counts } = useShell();
  const [search] = useSearchParams();
  const filters = useMemo(() => readFilters(search), [search]);
  const params = useParams();
  const selected = params.number ? Number(params.number) : null;
  const rows = useRows(loaded, before === null, selected);
  // Before the first demo there is nothing to search, and nothing to open.
  const isBare = counts !== null && Object.values(counts).every((count) => count === 0);
  const Title = selected === null ? 'h1' : 'h2';
  const base = `/g/${guildId}/submissions`;
  const kept =
    writeFilters(filters) + (before ? `${writeFilters(filters) ? '&' : '?'}before=${before}` : '');
  const to = (number: number) => `${base}/${number}${kept}`;
  const at = rows.findIndex(({ number }) => number === selected);
  const next = rows[at + 1]?.number ?? null;
  const previous = at > 0 ? (rows[at - 1]?.number ?? null) : null;
  const move = (number: number | null) => number !== null && go(to(number));
  useKeys({
    j: () => move(next),
    ArrowDown: selected === null ? undefined : () => move(next),
    k: () => move(previous),
    ArrowUp: selected === null ? undefined : () => move(previous),
    Escape: selected === null ? undefined : () => go(base + kept),
  });
  return (
    <InboxProvider
      value={{
        next: next === null ? null : to(next),
        previous: previous === null ? null : to(previous),
        list: base + kept,
      }}
    >
      <div
        className={look.inbox}
        data-open={selected === null ? undefined : ''}
        data-bare={isBare || undefined}
      >
        <section className={look.list} aria-label={t('inbox.list')}>
          <div className={look.head}>
            <Title className={look.title}>{t('inbox.title')}</Title>
            <span className={look.live}>
              <LiveDot />
            </span>
            {!isBare && <Find filters={filters} />}
            {!isBare && <FilterBar filters={filters} base={base} />}
          </div>
          {rows.length > 0 ? (
            <List rows={rows} selected={selected} to={to} />
          ) : (
            <EmptyList filters={filters} base={base} />
          )}
          <Pages base={base} filters={filters} nextBefore={nextBefore} before={before} />
        </section>
        <DetailSlot>
          <Outlet />
        </DetailSlot>
      </div>
    </InboxProvider>
  );
}
