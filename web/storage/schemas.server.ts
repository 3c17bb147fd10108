import { z } from 'zod';

const regionKey = z.string('text.missing').regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'other');

/** Search parameters of the storage page: the region to estimate a move to. */
export const storageSearch = z.object({ to: regionKey.nullable().default(null) });
export const moveForm = z.object({ region: regionKey });
export const abortMoveForm = z.object({
  moveId: z.string('text.missing').max(80, 'text.too_long'),
});
/** Browsers do not send a switch that is off. */
export const deferSubmissionsForm = z.object({
  parks: z
    .literal('on', 'other')
    .optional()
    .transform((value) => value === 'on'),
});
