import { useFetchers, useMatches } from '@remix-run/react';
import type { Status } from '../../domain/submissions/status.ts';
import type { Row } from '../presenters/row.ts';

/**
 * The rows as they will be: acts on their way are shown as done (they can be undone), and the open
 * demo keeps its place although an act took it out of the filter.
 */
export function useRows(loaded: Row[], isFirstPage: boolean, selected: number | null): Row[] {
  const hoped = useHopedStatuses();
  const open = useOpenRow(selected);
  const rows = open ? withRow(loaded, open, isFirstPage) : loaded;
  return hoped.size === 0
    ? rows
    : rows.map((row) => ({ ...row, status: hoped.get(row.number) ?? row.status }));
}

/** Statuses that acts on their way will bring, by number. */
export function useHopedStatuses(): Map<number, Status> {
  const hoped = new Map<number, Status>();
  const fetchers = useFetchers();
  for (const { key, formData } of fetchers) {
    const number = Number(/^act-(\d+)$/.exec(key)?.[1]);
    const status = number && formData ? statusAfter(formData) : null;
    if (status) hoped.set(number, status);
  }
  return hoped;
}

export function statusAfter(form: FormData): Status | null {
  switch (form.get('intent')) {
    case 'approve':
      return 'approved';
    case 'reject':
      return 'rejected';
    case 'status':
      return form.get('status') as Status;
    default:
      return null;
  }
}

function useOpenRow(selected: number | null): Row | null {
  const matches = useMatches();
  for (const { data } of matches) {
    const demo = (data as { demo?: Row } | undefined)?.demo;
    if (demo && demo.number === selected) return demo;
  }
  return null;
}

function withRow(rows: Row[], open: Row, isFirstPage: boolean): Row[] {
  if (rows.some(({ number }) => number === open.number)) return rows;
  const after = rows.findIndex(({ number }) => number < open.number);
  if (after === -1) return rows.length === 0 || isFirstPage ? [...rows, open] : rows;
  if (after === 0 && !isFirstPage) return rows;
  return [...rows.slice(0, after), open, ...rows.slice(after)];
}
