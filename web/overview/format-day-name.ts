/** A UTC day (YYYY-MM-DD) by its name; the same on the server and in every zone. */
export function formatDayName(day: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(
    'en-GB',
    length === 'short'
      ? { weekday: 'short', timeZone: 'UTC' }
      : { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  ).format(Date.parse(`${day}T00:00:00Z`));
}
