import type { TranslateFn } from '../strings/translator.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Units by the distance below which they are used. */
const UNITS: readonly [belowMs: number, unit: Intl.RelativeTimeFormatUnit, unitMs: number][] = [
  [HOUR_MS, 'minute', MINUTE_MS],
  [DAY_MS, 'hour', HOUR_MS],
  [14 * DAY_MS, 'day', DAY_MS],
  [60 * DAY_MS, 'week', 7 * DAY_MS],
  [365 * DAY_MS, 'month', 30 * DAY_MS],
  [Number.POSITIVE_INFINITY, 'year', 365 * DAY_MS],
];

/**
 * A moment relative to now, in the locale's short form: `now`, `5 min ago`, `in 3 min`,
 * `yesterday`.
 * @param at epoch ms
 * @param now epoch ms
 */
export function formatRelativeTime(t: TranslateFn, at: number, now: number): string {
  const distanceMs = Math.abs(at - now);
  const format = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat(t.locale, {
      style: 'narrow',
      // Words for the nearest only: "last yr" could be eleven months ago.
      numeric: unit === 'second' || unit === 'day' ? 'auto' : 'always',
    }).format(value, unit);
  if (distanceMs < MINUTE_MS) return format(0, 'second');
  const [, unit, unitMs] = UNITS.find(
    ([belowMs]) => distanceMs < belowMs,
  ) as (typeof UNITS)[number];
  return format(Math.sign(at - now) * Math.floor(distanceMs / unitMs), unit);
}
