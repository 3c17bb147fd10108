import { Button } from '@mantine/core';
import {
  Link,
  Outlet,
  useLocation,
  useNavigate,
  useNavigation,
  useParams,
  useSearchParams,
} from '@remix-run/react';
import { type ReactNode, useMemo, useRef } from 'react';
import { IconHeadphones } from '../../components/icons.ts';
import { useDelayed } from '../../components/use-delayed.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { LiveDot } from '../../live/live-dot.tsx';
import { usePlayerQueue } from '../../player/use-player-queue.ts';
import { getScrollKey, type ScrollState } from '../../routing/scroll-key.ts';
import { useScrollRestoration } from '../../routing/use-scroll-restoration.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { DetailSkeleton } from '../demo/detail-skeleton.tsx';
import type { DemoSummary } from '../demo-summary.ts';
import { parseFilters, serializeFilters } from '../filters.ts';
import { submissionsStrings } from '../strings.en.ts';
import { DemoList } from './demo-list.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './inbox.module.css';
import { InboxProvider } from './inbox-context.ts';
import { Pagination } from './pagination.tsx';
import { SearchField } from './search-field.tsx';
import { useInboxRows } from './use-inbox-rows.ts';

interface Props {
  rows: DemoSummary[];
  nextBefore: number | null;
  before: number | null;
  /** Tags that the label uses. */
  tags: readonly string[];
}

/** The list, and beside it (on a phone: instead of it) the demo that is open. */
export function Inbox({ rows: loaded, nextBefore, before, tags }: Props) {
  const t = useT(submissionsStrings);
  const navigate = useNavigate();
  const { guildId, counts } = useShell();
  const [search] = useSearchParams();
  const filters = useMemo(() => parseFilters(search), [search]);
  const params = useParams();
  const selected = params.number ? Number(params.number) : null;
  const rows = useInboxRows(loaded, before === null, selected);
  // Before the first demo there is nothing to search, and nothing to open.
  const isEmpty = counts !== null && Object.values(counts).every((count) => count === 0);
  const Heading = selected === null ? 'h1' : 'h2';
  const baseUrl = `/g/${guildId}/submissions`;
  const preservedQuery =
    serializeFilters(filters) +
    (before ? `${serializeFilters(filters) ? '&' : '?'}before=${before}` : '');
  const listUrl = baseUrl + preservedQuery;
  const listState = useListState(selected);
  usePlayerQueue(rows, baseUrl, preservedQuery);
  const list = useRef<HTMLElement>(null);
  useScrollRestoration(list, 'list', preservedQuery);
  const demoUrl = (number: number) => `${baseUrl}/${number}${preservedQuery}`;
  const selectedIndex = rows.findIndex(({ number }) => number === selected);
  const next = rows[selectedIndex + 1]?.number ?? null;
  const previous = selectedIndex > 0 ? (rows[selectedIndex - 1]?.number ?? null) : null;
  const openDemo = (number: number | null) => number !== null && navigate(demoUrl(number));
  useShortcuts({
    j: () => openDemo(next),
    ArrowDown: selected === null ? undefined : () => openDemo(next),
    k: () => openDemo(previous),
    ArrowUp: selected === null ? undefined : () => openDemo(previous),
    Escape: selected === null ? undefined : () => navigate(listUrl, { state: listState }),
  });
  return (
    <InboxProvider
      value={{
        nextUrl: next === null ? null : demoUrl(next),
        previousUrl: previous === null ? null : demoUrl(previous),
        listUrl,
        listState,
      }}
    >
      <div
        className={styles.inbox}
        data-open={selected === null ? undefined : ''}
        data-bare={isEmpty || undefined}
      >
        <section className={styles.list} ref={list} aria-label={t('inbox.list')}>
          <div className={styles.head}>
            <Heading className={styles.title}>{t('inbox.title')}</Heading>
            <span className={styles.live}>
              <LiveDot />
              {!isEmpty && (
                <Button
                  component={Link}
                  to={`/g/${guildId}/listen`}
                  size="xs"
                  leftSection={<IconHeadphones size={14} stroke={2} aria-hidden="true" />}
                  prefetch="intent"
                >
                  {t('inbox.listen')}
                </Button>
              )}
            </span>
            {!isEmpty && <SearchField filters={filters} />}
            {!isEmpty && <FilterBar filters={filters} tags={tags} baseUrl={baseUrl} />}
          </div>
          {rows.length > 0 ? (
            <DemoList rows={rows} selected={selected} demoUrl={demoUrl} />
          ) : (
            <EmptyList filters={filters} baseUrl={baseUrl} />
          )}
          <Pagination baseUrl={baseUrl} filters={filters} nextBefore={nextBefore} before={before} />
        </section>
        <DetailSlot>
          <Outlet />
        </DetailSlot>
      </div>
    </InboxProvider>
  );
}

/** Where the list was left: on a phone it is a page of its own, and the demo another one. */
function useListState(selected: number | null): ScrollState | null {
  const location = useLocation();
  const lastList = useRef<ScrollState | null>(null);
  if (selected === null) lastList.current = { scrollKey: getScrollKey(location) };
  return lastList.current;
}

/** The open demo; when the next one takes its time, the shape of what comes. */
function DetailSlot({ children }: { children: ReactNode }) {
  const { number } = useParams();
  const { state, location } = useNavigation();
  const nextNumber = /\/submissions\/(\d+)$/.exec(location?.pathname ?? '')?.[1];
  const isLoadingNext = useDelayed(
    state === 'loading' && nextNumber !== undefined && nextNumber !== number,
  );
  return (
    <div className={styles.slot} aria-busy={isLoadingNext || undefined}>
      {isLoadingNext ? <DetailSkeleton /> : children}
    </div>
  );
}
