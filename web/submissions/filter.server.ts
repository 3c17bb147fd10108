import { z } from 'zod';
import { PLATFORMS } from '../../domain/links/platform.ts';
import { OPEN_STATUSES, STATUSES } from '../../domain/submissions/status.ts';
import type { SubmissionFilter } from '../../domain/submissions/types.ts';
import type { FilterChoice } from './filter.ts';
import { PERIODS } from './filter.ts';

const HOUR_MS = 3_600_000;
const PERIOD_HOURS = { day: 24, week: 7 * 24, month: 30 * 24, waiting: 5 * 24 };

/** An untouched field of a form arrives empty. */
const field = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** The inbox's filters as its address carries them. */
export const filterSearch = z.object({
  status: field(z.enum(['open', 'all', ...STATUSES], 'filter.status')),
  platform: field(z.enum(PLATFORMS, 'filter.platform')),
  genre: field(z.string().trim().max(100, 'filter.genre')),
  period: field(z.enum(PERIODS, 'filter.period')),
  before: field(
    z
      .string()
      .regex(/^[1-9][0-9]{0,11}$/, 'filter.before')
      .transform(Number),
  ),
});

export type FilterSearch = z.output<typeof filterSearch>;

export const toChoice = (search: FilterSearch): FilterChoice => ({
  status: search.status ?? 'open',
  platform: search.platform ?? null,
  genre: search.genre || null,
  period: search.period ?? null,
});

export function toFilter(choice: FilterChoice, now: number): SubmissionFilter {
  const edge = choice.period && now - PERIOD_HOURS[choice.period] * HOUR_MS;
  return {
    ...(choice.status === 'all'
      ? {}
      : { statuses: choice.status === 'open' ? OPEN_STATUSES : [choice.status] }),
    ...(choice.platform ? { platform: choice.platform } : {}),
    ...(choice.genre ? { genre: choice.genre } : {}),
    ...(edge === null ? {} : choice.period === 'waiting' ? { to: edge } : { from: edge }),
  };
}
