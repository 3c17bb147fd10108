import { storageT } from '../strings/storage.ts';

const integerFormat = new Intl.NumberFormat('en-GB');
const decimalFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `182,340` */
export const formatCount = (n: number): string => integerFormat.format(n);

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `38.1 MB` */
export function formatBytes(bytes: number): string {
  const unitIndex = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${decimalFormat.format(bytes / 1_000 ** unitIndex)} ${UNITS[unitIndex]}`;
}

/** A measured time: `240 ms`, `1.4 s`, `3 min`, `2.5 h`. */
export function formatElapsed(ms: number): string {
  if (ms < 1_000) return storageT('time.ms', { n: Math.round(ms) });
  if (ms < 60_000) return storageT('time.s', { n: decimalFormat.format(ms / 1_000) });
  if (ms < 3_600_000) return storageT('time.min', { n: Math.round(ms / 60_000) });
  return storageT('time.h', { n: decimalFormat.format(ms / 3_600_000) });
}

/** A time that is expected: never more exact than it can be. */
export function formatExpectedDuration(ms: number): string {
  if (ms < 1_000) return storageT('time.under_second');
  if (ms < 60_000) return storageT('time.about_s', { n: Math.ceil(ms / 1_000) });
  if (ms < 3_600_000) return storageT('time.about_min', { n: Math.ceil(ms / 60_000) });
  return storageT('time.about_h', { n: decimalFormat.format(Math.ceil(ms / 1_800_000) / 2) });
}
