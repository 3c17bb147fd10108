import { z } from 'zod';

/** A file that Discord has: as a form or a message announces it. */
export const announcedFile = z.object({
  name: z.string().max(1_000),
  /** Where it is; Discord removes it after some time. */
  url: z.url().max(2_000),
  sizeBytes: z.number().int().min(0),
});

export type AnnouncedFile = z.output<typeof announcedFile>;
