import { z } from 'zod';

const regionKey = z.string('text.missing').regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'other');

/** The storage page's address: the region that somebody thinks of moving to. */
export const storageSearch = z.object({ to: regionKey.nullable().default(null) });
export const moveForm = z.object({ region: regionKey });
export const abortMoveForm = z.object({
  moveId: z.string('text.missing').max(80, 'text.too_long'),
});
/** A switch that is off is not sent. */
export const deferSubmissionsForm = z.object({
  parks: z
    .literal('on', 'other')
    .optional()
    .transform((value) => value === 'on'),
});
