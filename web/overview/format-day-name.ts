import type { TranslateFn } from '../strings/translator.ts';
/** A UTC day (YYYY-MM-DD) by its name; the same on the server and in every zone. */
export function formatDayName(t: TranslateFn, day: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(
    t.locale,
    length === 'short'
      ? { weekday: 'short', timeZone: 'UTC' }
      : { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  ).format(Date.parse(`${day}T00:00:00Z`));
}
