import type { TranslateFn } from '../strings/translator.ts';
import { formatEstimate } from '../times/format-duration.ts';
import type { StorageTranslate } from './strings.en.ts';

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

/** How long a move is expected to take. */
export const formatExpectedDuration = (t: StorageTranslate, ms: number): string =>
  ms < 1_000
    ? t('storage.time.under_second')
    : t('storage.time.about', { time: formatEstimate(t, ms) });
