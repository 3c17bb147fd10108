import { z } from 'zod';
import { PLATFORMS } from '../../../domain/links/platform.ts';
import { STATUSES } from '../../../domain/submissions/status.ts';
import { TAG_INPUT_MAX_LENGTH } from '../../../domain/tags/tag-length.ts';
import { ASSIGNEES, PERIODS } from '../filters.ts';

const toArray = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The inbox's address. `find` is its search field: a number opens that demo, a word is a genre. */
export const inboxSearch = z.object({
  status: z.preprocess(toArray, z.array(z.enum(STATUSES, 'other')).max(STATUSES.length, 'other')),
  platform: z.enum(PLATFORMS, 'other').nullable().default(null),
  genre: z.string('other').trim().max(100, 'text.too_long').nullable().default(null),
  tag: z.string('other').trim().max(TAG_INPUT_MAX_LENGTH, 'text.too_long').nullable().default(null),
  assignee: z.enum(ASSIGNEES, 'other').nullable().default(null),
  period: z.enum(PERIODS, 'other').nullable().default(null),
  before: z
    .string('other')
    .regex(/^[1-9][0-9]{0,11}$/, 'other')
    .transform(Number)
    .nullable()
    .default(null),
  find: z.string('other').trim().max(100, 'text.too_long').nullable().default(null),
});
