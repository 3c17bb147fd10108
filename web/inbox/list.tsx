import { useEffect, useRef } from 'react';
import { useT } from '../catalogues/use-t.ts';
import type { Row } from '../presenters/row.ts';
import look from './list.module.css';
import { ListRow } from './list-row.tsx';
import { useNews } from './use-news.ts';

interface Props {
  rows: Row[];
  selected: number | null;
  to: (number: number) => string;
}

/** The demos. New ones slide in; the browser's scroll anchoring keeps one's place. */
export function List({ rows, selected, to }: Props) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const news = useNews(rows);
  useEffect(() => {
    if (selected === null) return;
    const row = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    row?.scrollIntoView({ block: 'nearest' });
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <>
      <p className={look.news} role="status">
        {news.size > 0 ? t('live.news', { count: news.size }) : ''}
      </p>
      <ol className={look.list} ref={list}>
        {rows.map((row) => (
          <ListRow
            key={row.number}
            row={row}
            to={to(row.number)}
            isSelected={row.number === selected}
            isNew={news.has(row.number)}
          />
        ))}
      </ol>
    </>
  );
}
