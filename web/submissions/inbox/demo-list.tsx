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
    row?.scrollIntoView({ block: 'nearest' });
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
 * Numbers above everything that the list held when it was first shown: they came while one looked.
 */
function useNewRows(rows: DemoSummary[]): ReadonlySet<number> {
  const newestAtMount = useRef<number | null>(null);
  newestAtMount.current ??= rows[0]?.number ?? 0;
  const newestNumber = newestAtMount.current;
  return new Set(rows.map(({ number }) => number).filter((number) => number > newestNumber));
}
