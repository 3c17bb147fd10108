/** A day in words, in UTC: a date until which something may be done is one for everybody. */
export const formatDay = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
