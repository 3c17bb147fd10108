import type { T } from '../catalogues/translate.ts';

const PARTS: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

const text = (at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', options).format(at);

const isSameDay = (a: number, b: number, timeZone: string | undefined) => {
  const day = (at: number) => text(at, { dateStyle: 'short', timeZone });
  return day(a) === day(b);
};

/**
 * A moment in words: today's only by its time. In UTC (and saying so) as long as the reader's zone is
 * not known, which is on the server and while hydrating.
 */
export function stamp(t: T, at: number, now: number, isLocal: boolean): string {
  const timeZone = isLocal ? undefined : 'UTC';
  const { day, month, ...time } = PARTS;
  const options = isSameDay(at, now, timeZone) ? time : { day, month, ...time };
  const shown = text(at, {
    ...options,
    timeZone,
    ...(now - at > 300 * 86_400_000 ? { year: 'numeric' } : {}),
  });
  return isLocal ? shown : t('time.utc', { time: shown });
}

/** The whole moment, for a title. */
export const fullStamp = (at: number, isLocal: boolean): string =>
  text(at, {
    weekday: 'short',
    year: 'numeric',
    ...PARTS,
    timeZone: isLocal ? undefined : 'UTC',
    timeZoneName: 'short',
  });
