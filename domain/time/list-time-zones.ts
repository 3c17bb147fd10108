import { Temporal } from 'temporal-polyfill';

/** Every time zone that can be chosen, by name, and its offset from UTC at `now` as `+02:00`. */
export const listTimeZones = (now: number): { name: string; offset: string }[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')].map((name) => ({
    name,
    offset: Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(name).offset,
  }));
