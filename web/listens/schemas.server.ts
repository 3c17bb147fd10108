import { z } from 'zod';

/** What was heard of a track; its limits are the operation's. */
export const listenedForm = z.object({
  track: z.string(),
  positionMs: z.coerce.number(),
  heardMs: z.coerce.number(),
});
