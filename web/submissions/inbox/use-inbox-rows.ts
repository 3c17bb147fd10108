import { useFetchers, useMatches } from '@remix-run/react';
import type { Status } from '../../../domain/submissions/status.ts';
import type { DemoSummary } from '../demo-summary.ts';

/**
 * Optimistic rows: pending submissions are shown as done (they can be undone), and the open
 * demo stays in the list although its new status no longer matches the filter.
 */
export function useInboxRows(
  loaded: DemoSummary[],
  isFirstPage: boolean,
  selected: number | null,
): DemoSummary[] {
  const optimisticStatuses = useOptimisticStatuses();
  const openDemo = useOpenDemo(selected);
  const rows = openDemo ? insertDemo(loaded, openDemo, isFirstPage) : loaded;
  return optimisticStatuses.size === 0
    ? rows
    : rows.map((row) => ({ ...row, status: optimisticStatuses.get(row.number) ?? row.status }));
}

/** Statuses that pending submissions will set, by demo number. */
export function useOptimisticStatuses(): Map<number, Status> {
  const optimisticStatuses = new Map<number, Status>();
  const fetchers = useFetchers();
  for (const { key, formData } of fetchers) {
    const number = Number(/^act-(\d+)$/.exec(key)?.[1]);
    const status = number && formData ? getOptimisticStatus(formData) : null;
    if (status) optimisticStatuses.set(number, status);
  }
  return optimisticStatuses;
}

export function getOptimisticStatus(form: FormData): Status | null {
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

function useOpenDemo(selected: number | null): DemoSummary | null {
  const matches = useMatches();
  for (const { data } of matches) {
    const demo = (data as { demo?: DemoSummary } | undefined)?.demo;
    if (demo && demo.number === selected) return demo;
  }
  return null;
}

function insertDemo(
  rows: DemoSummary[],
  openDemo: DemoSummary,
  isFirstPage: boolean,
): DemoSummary[] {
  if (rows.some(({ number }) => number === openDemo.number)) return rows;
  const insertAt = rows.findIndex(({ number }) => number < openDemo.number);
  if (insertAt === -1) return rows.length === 0 || isFirstPage ? [...rows, openDemo] : rows;
  if (insertAt === 0 && !isFirstPage) return rows;
  return [...rows.slice(0, insertAt), openDemo, ...rows.slice(insertAt)];
}
