import { PLATFORMS, type Platform } from '../../domain/links/platform.ts';
import { OPEN_STATUSES, STATUSES, type Status } from '../../domain/submissions/status.ts';
import type { SubmissionFilter } from '../../domain/submissions/types.ts';

const DAY_MS = 86_400_000;

/** Periods of the inbox: from and to, in ms before now. */
const PERIOD_BOUNDS_MS = {
  day: { from: DAY_MS, to: 0 },
  week: { from: 7 * DAY_MS, to: 0 },
  month: { from: 30 * DAY_MS, to: 0 },
  quarter: { from: 90 * DAY_MS, to: 0 },
  old: { from: null, to: 5 * DAY_MS },
} as const;

export type Period = keyof typeof PERIOD_BOUNDS_MS;
export const PERIODS = Object.keys(PERIOD_BOUNDS_MS) as Period[];

export const ASSIGNEES = ['me', 'nobody'] as const;
type AssigneeFilter = (typeof ASSIGNEES)[number];

/** The inbox's filters as its address holds them. */
export interface Filters {
  /** Empty: any. */
  status: Status[];
  platform: Platform | null;
  genre: string | null;
  tag: string | null;
  /** Who takes care of the demo. */
  assignee: AssigneeFilter | null;
  period: Period | null;
}

export const NO_FILTERS: Filters = {
  status: [],
  platform: null,
  genre: null,
  tag: null,
  assignee: null,
  period: null,
};

/** The filters of an address, leniently; the loader has refused what it does not know. */
export function parseFilters(search: URLSearchParams): Filters {
  const parseOption = <V extends string>(values: readonly V[], key: string): V | null =>
    values.find((value) => value === search.get(key)) ?? null;
  const status = search.getAll('status');
  return {
    status: STATUSES.filter((each) => status.includes(each)),
    platform: parseOption(PLATFORMS, 'platform'),
    genre: search.get('genre') || null,
    tag: search.get('tag') || null,
    assignee: parseOption(ASSIGNEES, 'assignee'),
    period: parseOption(PERIODS, 'period'),
  };
}

/** The address part of filters: `?status=…`, or nothing. */
export function serializeFilters(filters: Filters): string {
  const search = new URLSearchParams();
  for (const status of filters.status) search.append('status', status);
  if (filters.platform) search.set('platform', filters.platform);
  if (filters.genre) search.set('genre', filters.genre);
  if (filters.tag) search.set('tag', filters.tag);
  if (filters.assignee) search.set('assignee', filters.assignee);
  if (filters.period) search.set('period', filters.period);
  const text = search.toString();
  return text && `?${text}`;
}

/** The filter of the list query. */
export function toSubmissionFilter(filters: Filters, now: number): SubmissionFilter {
  const bounds = filters.period && PERIOD_BOUNDS_MS[filters.period];
  return {
    ...(filters.status.length > 0 ? { statuses: filters.status } : {}),
    ...(filters.platform ? { platform: filters.platform } : {}),
    ...(filters.genre ? { genre: filters.genre } : {}),
    ...(filters.tag ? { tag: filters.tag } : {}),
    ...(filters.assignee ? { assignee: filters.assignee } : {}),
    ...(bounds && bounds.from !== null ? { from: now - bounds.from } : {}),
    ...(bounds && bounds.to > 0 ? { to: now - bounds.to } : {}),
  };
}

/** Views in the sidebar: frequently used filters by name. */
export const INBOX_VIEWS = {
  open: { ...NO_FILTERS, status: [...OPEN_STATUSES] },
  mine: { ...NO_FILTERS, status: [...OPEN_STATUSES], assignee: 'me' },
  needs_review: { ...NO_FILTERS, status: ['needs_review'] },
  shortlisted: { ...NO_FILTERS, status: ['shortlisted'] },
  old: { ...NO_FILTERS, status: [...OPEN_STATUSES], period: 'old' },
  approved: { ...NO_FILTERS, status: ['approved'] },
  rejected: { ...NO_FILTERS, status: ['rejected'] },
} as const satisfies Record<string, Filters>;

export type InboxView = keyof typeof INBOX_VIEWS;

/** The default filter of the inbox: open demos. */
export const DEFAULT_INBOX_QUERY = serializeFilters(INBOX_VIEWS.open);
