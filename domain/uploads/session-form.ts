import { z } from 'zod';
import type { ParsedAnswers } from '../demo-form/answers.ts';
import { foldAnswers } from '../demo-form/fold-answers.ts';
import { MAX_PARTS } from '../demo-form/form-limits.ts';

/** As it was typed; checked again when the demo is sent. */
const storedForm = z.object({
  artistName: z.string().catch(''),
  trackTitle: z.string().catch(''),
  message: z.string().optional().catch(undefined),
  /** What the version before reads in the message is here apart. */
  withAnswers: z
    .object({
      message: z.string().optional(),
      genre: z.string().nullable(),
      answers: z.array(z.object({ question: z.string(), answer: z.string() })).max(MAX_PARTS),
    })
    .optional()
    .catch(undefined),
});

/** @returns JSON */
export function formatForm(
  { message, ...form }: { artistName: string; trackTitle: string; message?: string | undefined },
  answered: ParsedAnswers,
): string {
  const hasAnswers = answered.genre !== null || answered.answers.length > 0;
  return JSON.stringify({
    ...form,
    message: foldAnswers(message, answered),
    ...(hasAnswers ? { withAnswers: { message, ...answered } } : {}),
  });
}

/** What an artist filled in of a demo that is sent with its files. @param document JSON */
export function parseForm(document: string | null): z.output<typeof storedForm> {
  try {
    return storedForm.parse(JSON.parse(document ?? '{}'));
  } catch {
    return storedForm.parse({});
  }
}
