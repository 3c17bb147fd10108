import { z } from 'zod';

export const uploadParams = z.object({ sessionId: z.uuid() });

/** The files that the page shows, in one field; a page of the version before sends none. */
export const sendInput = z.object({
  uploadIds: z
    .string()
    .max(1_000)
    .transform((text) => text.split(',').filter(Boolean))
    .optional(),
});
