const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function formatTime(seconds: number, style: string, now: number): string {
  if (style !== 'R')
    return new Intl.DateTimeFormat('en-GB', FORMATS[style]).format(new Date(seconds * 1000));
  const away = seconds - now / 1000;
  for (const [unit, size] of UNITS)
    if (Math.abs(away) >= size) return relative.format(Math.round(away / size), unit);
  return relative.format(Math.round(away), 'second');
}

const DAY = 86_400_000;
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' });
const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);

/** "Today at 14:05", as beside a message's author. */
export function messageTime(iso: string, now = Date.now()): string {
  const time = Date.parse(iso);
  const days = Math.round((midnight(now) - midnight(time)) / DAY);
  if (days === 0) return `Today at ${clock.format(time)}`;
  if (days === 1) return `Yesterday at ${clock.format(time)}`;
  return `${date.format(time)} ${clock.format(time)}`;
}

export const clockTime = (iso: string) => clock.format(Date.parse(iso));
export const dayOf = (iso: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(Date.parse(iso));
