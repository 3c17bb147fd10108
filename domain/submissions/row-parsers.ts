import type { DatabaseRow } from '../../tenancy/types.ts';
import { PLATFORMS, type Platform } from '../links/platform.ts';
import { parsePriority } from './priority.ts';
import { isStatus, type Status } from './status.ts';
import type { QuestionAnswer, SubmissionSummary } from './types.ts';

/**
 * Rows are parsed like user input: a guild's own database can say anything, and no page, card or
 * export may break on it.
 */
export const parseText = (value: unknown, max = 4_000): string =>
  typeof value === 'string' ? value.slice(0, max) : '';
export const parseTextOrNull = (value: unknown, max?: number): string | null =>
  typeof value === 'string' ? parseText(value, max) : null;
export const parseInteger = (value: unknown): number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : 0;
};
/**
 * ms from 1970 at which JavaScript's dates end, on either side: beyond, no page can say when it
 * was.
 */
const MAX_DATE_MS = 8.64e15;
export const parseTime = (value: unknown): number => {
  const ms = parseInteger(value);
  return Math.abs(ms) <= MAX_DATE_MS ? ms : 0;
};
export const parseIntegerOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : parseInteger(value);
export const parseIdOrNull = (value: unknown): string | null =>
  /^[0-9]{1,20}$/.test(String(value ?? '')) ? String(value) : null;
export const parseId = (value: unknown): string => parseIdOrNull(value) ?? '0';
export const parseStatus = (value: unknown): Status => (isStatus(value) ? value : 'in_queue');
const parsePlatform = (value: unknown): Platform =>
  PLATFORMS.includes(value as Platform) ? (value as Platform) : 'other';

/** Only http(s) leaves the store: a planted `javascript:` is no link. */
export const parseHttpUrl = (value: unknown): string | null => {
  const url = parseText(value);
  return /^https?:\/\//i.test(url) ? url : null;
};

export function parseAnswers(document: unknown): QuestionAnswer[] {
  try {
    const list = JSON.parse(String(document));
    if (!Array.isArray(list)) return [];
    return list.slice(0, 25).map((each) => ({
      question: parseText(each?.question, 300),
      answer: parseText(each?.answer),
    }));
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
  'priority',
  'created_at',
  'status_changed_at',
] as const;

export const parseSummary = (row: DatabaseRow): SubmissionSummary => ({
  number: parseInteger(row.number),
  artistId: parseId(row.artist_id),
  artistName: parseText(row.artist_name, 400),
  trackTitle: parseText(row.track_title, 400),
  trackUrl: parseHttpUrl(row.track_url),
  platform: parsePlatform(row.platform),
  genre: parseTextOrNull(row.genre, 200),
  status: parseStatus(row.status),
  priority: parsePriority(row.priority),
  createdAt: parseTime(row.created_at),
  statusChangedAt: parseTime(row.status_changed_at),
});
