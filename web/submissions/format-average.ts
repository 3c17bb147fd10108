import type { TranslateFn } from '../strings/translator.ts';

/** An average of stars, with at most one digit after the point. */
export const formatAverage = (t: TranslateFn, average: number): string =>
  new Intl.NumberFormat(t.locale, { maximumFractionDigits: 1 }).format(average);
