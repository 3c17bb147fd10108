const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS_SECONDS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function formatTime(seconds: number, style: string, now: number): string {
  if (style !== 'R')
    return new Intl.DateTimeFormat('en-GB', FORMATS[style]).format(new Date(seconds * 1000));
  const secondsAway = seconds - now / 1000;
  for (const [unit, unitSeconds] of UNITS_SECONDS)
    if (Math.abs(secondsAway) >= unitSeconds)
      return relativeFormat.format(Math.round(secondsAway / unitSeconds), unit);
  return relativeFormat.format(Math.round(secondsAway), 'second');
}

const DAY_MS = 86_400_000;
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' });
const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0);

/** "Today at 14:05", as beside a message's author. */
export function formatMessageTime(iso: string, now = Date.now()): string {
  const time = Date.parse(iso);
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY_MS);
  if (days === 0) return `Today at ${clockFormat.format(time)}`;
  if (days === 1) return `Yesterday at ${clockFormat.format(time)}`;
  return `${dateFormat.format(time)} ${clockFormat.format(time)}`;
}

export const formatClockTime = (iso: string) => clockFormat.format(Date.parse(iso));
export const formatDay = (iso: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(Date.parse(iso));
