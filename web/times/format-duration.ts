import type { TranslateFn } from '../strings/translator.ts';

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day';

/** Not Intl.DurationFormat, which Firefox has only since version 136. */
const formatUnit = (
  t: TranslateFn,
  value: number,
  unit: Unit,
  unitDisplay: 'narrow' | 'long' = 'narrow',
): string =>
  new Intl.NumberFormat(t.locale, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: 1,
  }).format(value);

/** Whole seconds: `24s`. */
export const formatSeconds = (t: TranslateFn, seconds: number): string =>
  formatUnit(t, seconds, 'second');

/** A duration in its two largest units: `5m`, `3h`, `2d 4h`. */
export function formatDuration(t: TranslateFn, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return formatUnit(t, minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return formatUnit(t, hours, 'hour');
  const days = Math.floor(hours / 24);
  const parts = [formatUnit(t, days, 'day')];
  if (days < 10 && hours % 24 > 0) parts.push(formatUnit(t, hours % 24, 'hour'));
  return new Intl.ListFormat(t.locale, { type: 'unit', style: 'narrow' }).format(parts);
}

/** A measured duration: `240ms`, `1.4s`, `3m`, `2.5h`. */
export function formatElapsed(t: TranslateFn, ms: number): string {
  if (ms < 1_000) return formatUnit(t, Math.round(ms), 'millisecond');
  if (ms < 60_000) return formatUnit(t, ms / 1_000, 'second');
  if (ms < 3_600_000) return formatUnit(t, Math.round(ms / 60_000), 'minute');
  return formatUnit(t, ms / 3_600_000, 'hour');
}

/** An estimate, rounded up to what it can promise: `4 minutes`, `2.5 hours`. */
export function formatEstimate(t: TranslateFn, ms: number): string {
  if (ms < 60_000) return formatUnit(t, Math.ceil(ms / 1_000), 'second', 'long');
  if (ms < 3_600_000) return formatUnit(t, Math.ceil(ms / 60_000), 'minute', 'long');
  return formatUnit(t, Math.ceil(ms / 1_800_000) / 2, 'hour', 'long');
}
