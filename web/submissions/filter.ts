import type { Platform } from '../../domain/links/platform.ts';
import type { Status } from '../../domain/submissions/status.ts';

export const PERIODS = ['day', 'week', 'month', 'waiting'] as const;
export type Period = (typeof PERIODS)[number];

/** What the reviewer chose to see; null where everything passes. */
export interface FilterChoice {
  status: Status | 'open' | 'all';
  platform: Platform | null;
  genre: string | null;
  period: Period | null;
}

/** The address of a choice: what is as it starts is left out. */
export function toSearch(choice: FilterChoice, before?: number): string {
  const search = new URLSearchParams();
  if (choice.status !== 'open') search.set('status', choice.status);
  if (choice.platform) search.set('platform', choice.platform);
  if (choice.genre) search.set('genre', choice.genre);
  if (choice.period) search.set('period', choice.period);
  if (before) search.set('before', String(before));
  const text = search.toString();
  return text && `?${text}`;
}

/** Whether anything but the start view is chosen. */
export const isNarrowed = ({ platform, genre, period }: FilterChoice) =>
  Boolean(platform || genre || period);
