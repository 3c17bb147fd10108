import type { TranslateFn } from '../strings/translator.ts';
import { formatEstimate } from '../times/format-duration.ts';
import type { StorageTranslate } from './strings.en.ts';

/** `182,340` */
export const formatCount = (t: TranslateFn, n: number): string =>
  new Intl.NumberFormat(t.locale).format(n);

/** How long a move is expected to take. */
export const formatExpectedDuration = (t: StorageTranslate, ms: number): string =>
  ms < 1_000
    ? t('storage.time.under_second')
    : t('storage.time.about', { time: formatEstimate(t, ms) });
