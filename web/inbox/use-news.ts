import { useRef } from 'react';
import type { Row } from '../presenters/row.ts';

/** Numbers above everything that the list held when it was first shown: they came while one looked. */
export function useNews(rows: Row[]): ReadonlySet<number> {
  const newest = useRef<number | null>(null);
  newest.current ??= rows[0]?.number ?? 0;
  const since = newest.current;
  return new Set(rows.map(({ number }) => number).filter((number) => number > since));
}
