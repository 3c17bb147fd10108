import { useRef } from 'react';
import type { DemoSummary } from '../presenters/demo-summary.ts';

/** Numbers above everything that the list held when it was first shown: they came while one looked. */
export function useNewRows(rows: DemoSummary[]): ReadonlySet<number> {
  const newestAtMount = useRef<number | null>(null);
  newestAtMount.current ??= rows[0]?.number ?? 0;
  const newestNumber = newestAtMount.current;
  return new Set(rows.map(({ number }) => number).filter((number) => number > newestNumber));
}
