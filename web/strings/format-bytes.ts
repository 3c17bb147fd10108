import type { TranslateFn } from './translator.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** `38.1 MB` */
export function formatBytes(t: TranslateFn, bytes: number): string {
  const unitIndex = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(t.locale, {
    style: 'unit',
    unit: UNITS[unitIndex],
    unitDisplay: unitIndex === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** unitIndex);
}
