import type { TranslateFn } from '../strings/translator.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, as short as a list needs it: `5 min`, `2 h`, `yesterday`, `3 d`. */
export function formatRelativeTime(t: TranslateFn, at: number, now: number): string {
  const ageMs = Math.max(0, now - at);
  if (ageMs < MINUTE_MS) return t('time.now');
  if (ageMs < HOUR_MS) return t('time.minutes', { n: Math.floor(ageMs / MINUTE_MS) });
  if (ageMs < DAY_MS) return t('time.hours', { n: Math.floor(ageMs / HOUR_MS) });
  if (ageMs < 2 * DAY_MS) return t('time.yesterday');
  if (ageMs < 14 * DAY_MS) return t('time.days', { n: Math.floor(ageMs / DAY_MS) });
  if (ageMs < 60 * DAY_MS) return t('time.weeks', { n: Math.floor(ageMs / (7 * DAY_MS)) });
  if (ageMs < 365 * DAY_MS) return t('time.months', { n: Math.floor(ageMs / (30 * DAY_MS)) });
  return t('time.years', { n: Math.floor(ageMs / (365 * DAY_MS)) });
}

/** A stretch of time in its two largest units: `2 d 4 h`. */
export function formatDuration(t: TranslateFn, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < 60) return t('time.span_minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.span_hours', { h: hours });
  const [d, h] = [Math.floor(hours / 24), hours % 24];
  return d < 10 && h > 0 ? t('time.span_days', { d, h }) : t('time.span_days_whole', { d });
}
