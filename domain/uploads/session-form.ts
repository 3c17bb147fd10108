import { z } from 'zod';

/** As it was typed; checked again when the demo is sent. */
const storedForm = z.object({
  artistName: z.string().catch(''),
  trackTitle: z.string().catch(''),
  message: z.string().optional().catch(undefined),
});

/** What an artist filled in of a demo that is sent with its files. @param document JSON */
export function parseForm(document: string | null): z.output<typeof storedForm> {
  try {
    return storedForm.parse(JSON.parse(document ?? '{}'));
  } catch {
    return storedForm.parse({});
  }
}
