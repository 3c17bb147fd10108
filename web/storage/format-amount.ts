import type { TranslateFn } from '../strings/translator.ts';
import type { StorageTranslate } from './strings.en.ts';

const formatDecimal = (t: TranslateFn, n: number): string =>
  new Intl.NumberFormat(t.locale, { maximumFractionDigits: 1 }).format(n);

/** `182,340` */
export const formatCount = (t: TranslateFn, n: number): string =>
  new Intl.NumberFormat(t.locale).format(n);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** `38.1 MB` */
export function formatBytes(t: TranslateFn, bytes: number): string {
  const unitIndex = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(t.locale, {
    style: 'unit',
    unit: UNITS[unitIndex],
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** unitIndex);
}

/** A measured time: `240 ms`, `1.4 s`, `3 min`, `2.5 h`. */
export function formatElapsed(t: TranslateFn, ms: number): string {
  if (ms < 1_000) return t('time.milliseconds', { n: Math.round(ms) });
  if (ms < 60_000) return t('time.seconds', { n: formatDecimal(t, ms / 1_000) });
  if (ms < 3_600_000) return t('time.minutes', { n: Math.round(ms / 60_000) });
  return t('time.hours', { n: formatDecimal(t, ms / 3_600_000) });
}

/** A time that is expected: never more exact than it can be. */
export function formatExpectedDuration(t: StorageTranslate, ms: number): string {
  if (ms < 1_000) return t('storage.time.under_second');
  if (ms < 60_000) return t('storage.time.about_s', { n: Math.ceil(ms / 1_000) });
  if (ms < 3_600_000) return t('storage.time.about_min', { n: Math.ceil(ms / 60_000) });
  return t('storage.time.about_h', { n: formatDecimal(t, Math.ceil(ms / 1_800_000) / 2) });
}
