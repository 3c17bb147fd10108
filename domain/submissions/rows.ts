import type { Row } from '../../tenancy/types.ts';
import { PLATFORMS, type Platform } from '../links/platform.ts';
import { isStatus, type Status } from './status.ts';
import type { Answer, SubmissionSummary } from './types.ts';

/**
 * Rows are parsed like user input: a guild's own database can say anything, and no page, card or
 * export may break on it.
 */
export const text = (value: unknown, max = 4_000): string =>
  typeof value === 'string' ? value.slice(0, max) : '';
export const textOrNull = (value: unknown, max?: number): string | null =>
  typeof value === 'string' ? text(value, max) : null;
export const integer = (value: unknown): number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : 0;
};
/** ms from 1970 at which JavaScript's dates end, on either side: beyond, no page can say when it was. */
const LAST_MS = 8.64e15;
export const time = (value: unknown): number => {
  const ms = integer(value);
  return Math.abs(ms) <= LAST_MS ? ms : 0;
};
export const integerOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : integer(value);
export const idOrNull = (value: unknown): string | null =>
  /^[0-9]{1,20}$/.test(String(value ?? '')) ? String(value) : null;
export const id = (value: unknown): string => idOrNull(value) ?? '0';
export const status = (value: unknown): Status => (isStatus(value) ? value : 'in_queue');
const platform = (value: unknown): Platform =>
  PLATFORMS.includes(value as Platform) ? (value as Platform) : 'other';

/** Only http(s) leaves the store: a planted `javascript:` is shown as no link. */
const link = (value: unknown): string => {
  const url = text(value);
  return /^https?:\/\//i.test(url) ? url : 'about:blank';
};

export function parseAnswers(document: unknown): Answer[] {
  try {
    const list = JSON.parse(String(document));
    if (!Array.isArray(list)) return [];
    return list
      .slice(0, 25)
      .map((each) => ({ question: text(each?.question, 300), answer: text(each?.answer) }));
  } catch {
    return [];
  }
}

/** What every list shows. */
export const SUMMARY_COLUMNS = [
  'number',
  'artist_id',
  'artist_name',
  'track_title',
  'track_url',
  'platform',
  'genre',
  'status',
  'rating',
  'created_at',
  'status_changed_at',
] as const;

export const parseSummary = (row: Row): SubmissionSummary => ({
  number: integer(row.number),
  artistId: id(row.artist_id),
  artistName: text(row.artist_name, 400),
  trackTitle: text(row.track_title, 400),
  trackUrl: link(row.track_url),
  platform: platform(row.platform),
  genre: textOrNull(row.genre, 200),
  status: status(row.status),
  rating: integerOrNull(row.rating),
  createdAt: time(row.created_at),
  statusChangedAt: time(row.status_changed_at),
});
