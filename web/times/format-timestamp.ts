import type { TranslateFn } from '../strings/translator.ts';

const FORMAT_OPTIONS: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

const formatDate = (t: TranslateFn, at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(t.locale, options).format(at);

const isSameDay = (t: TranslateFn, a: number, b: number, timeZone: string | undefined) => {
  const day = (at: number) => formatDate(t, at, { dateStyle: 'short', timeZone });
  return day(a) === day(b);
};

/**
 * A moment in words: today's only by its time. In UTC (and saying so) as long as the reader's zone
 * is not known, which is on the server and while hydrating.
 */
export function formatTimestamp(t: TranslateFn, at: number, now: number, isLocal: boolean): string {
  const timeZone = isLocal ? undefined : 'UTC';
  const { day, month, ...time } = FORMAT_OPTIONS;
  const options = isSameDay(t, at, now, timeZone) ? time : { day, month, ...time };
  const formatted = formatDate(t, at, {
    ...options,
    timeZone,
    ...(now - at > 300 * 86_400_000 ? { year: 'numeric' } : {}),
  });
  return isLocal ? formatted : t('time.utc', { time: formatted });
}

/** The whole moment, for a title. */
export const formatFullTimestamp = (t: TranslateFn, at: number, isLocal: boolean): string =>
  formatDate(t, at, {
    weekday: 'short',
    year: 'numeric',
    ...FORMAT_OPTIONS,
    timeZone: isLocal ? undefined : 'UTC',
    timeZoneName: 'short',
  });

/** A day in words, in UTC: a date until which something may be done is one for everybody. */
export const formatDay = (t: TranslateFn, at: number): string =>
  new Intl.DateTimeFormat(t.locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
