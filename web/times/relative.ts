import type { T } from '../catalogues/translate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as short as a list needs it: `5 min`, `2 h`, `yesterday`, `3 d`. */
export function relative(t: T, at: number, now: number): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE) return t('time.now');
  if (age < HOUR) return t('time.minutes', { n: Math.floor(age / MINUTE) });
  if (age < DAY) return t('time.hours', { n: Math.floor(age / HOUR) });
  if (age < 2 * DAY) return t('time.yesterday');
  if (age < 14 * DAY) return t('time.days', { n: Math.floor(age / DAY) });
  if (age < 60 * DAY) return t('time.weeks', { n: Math.floor(age / (7 * DAY)) });
  if (age < 365 * DAY) return t('time.months', { n: Math.floor(age / (30 * DAY)) });
  return t('time.years', { n: Math.floor(age / (365 * DAY)) });
}

/** A stretch of time in its two largest units: `2 d 4 h`. */
export function span(t: T, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return t('time.span_minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.span_hours', { h: hours });
  const [d, h] = [Math.floor(hours / 24), hours % 24];
  return d < 10 && h > 0 ? t('time.span_days', { d, h }) : t('time.span_days_whole', { d });
}
