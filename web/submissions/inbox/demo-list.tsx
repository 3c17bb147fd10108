import { useEffect, useRef } from 'react';
import { useT } from '../../strings/use-t.ts';
import type { DemoSummary } from '../demo-summary.ts';
import styles from './demo-list.module.css';
import { DemoListRow } from './demo-list-row.tsx';

interface Props {
  rows: DemoSummary[];
  selected: number | null;
  demoUrl: (number: number) => string;
}

/** The demos. New ones slide in; the browser's scroll anchoring keeps one's place. */
export function DemoList({ rows, selected, demoUrl }: Props) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const newNumbers = useNewRows(rows);
  useEffect(() => {
    if (selected === null) return;
    const row = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    if (row) revealRow(row);
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <>
      <p className={styles.news} role="status">
        {newNumbers.size > 0 ? t('live.news', { count: newNumbers.size }) : ''}
      </p>
      <ol className={styles.list} ref={list}>
        {rows.map((row) => (
          <DemoListRow
            key={row.number}
            demo={row}
            to={demoUrl(row.number)}
            isSelected={row.number === selected}
            isNew={newNumbers.has(row.number)}
          />
        ))}
      </ol>
    </>
  );
}

/**
 * Scrolls the list so far that the row is in sight. `scrollIntoView` would do, but in Chromium the
 * next Tab begins at what it was called for: a page's first Tab would miss its skip link.
 */
function revealRow(row: HTMLElement): void {
  const list = row.closest('section');
  if (!list) return;
  const { top, bottom } = row.getBoundingClientRect();
  const listBox = list.getBoundingClientRect();
  const headHeight = list.firstElementChild?.getBoundingClientRect().height ?? 0;
  const above = listBox.top + headHeight - top;
  const below = bottom - listBox.bottom;
  if (above > 0) list.scrollTop -= above;
  else if (below > 0) list.scrollTop += below;
}

/**
 * Numbers above everything that the list held when it was first shown: they came while one looked.
 */
function useNewRows(rows: DemoSummary[]): ReadonlySet<number> {
  const newestAtMount = useRef<number | null>(null);
  newestAtMount.current ??= rows[0]?.number ?? 0;
  const newestNumber = newestAtMount.current;
  return new Set(rows.map(({ number }) => number).filter((number) => number > newestNumber));
}
