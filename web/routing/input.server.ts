import { z } from 'zod';
import { notFound, VektraError } from '../../domain/errors/errors.ts';

/** @throws VektraError `not_found`: an address that cannot exist does not */
export function readParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const result = schema.safeParse(params);
  if (!result.success) throw notFound();
  return result.data;
}

/** @throws VektraError `invalid_input` that names each field */
export function readInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new VektraError('invalid_input', {
    fields: result.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      problem: issue.message,
      values: { ...('maximum' in issue ? { max: Number(issue.maximum) } : {}) },
    })),
  });
}

/** The last value of each name, as a form without repeated fields means it. */
export const asRecord = (entries: FormData | URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(entries);

export const guildParams = z.object({ guildId: z.string().regex(/^[0-9]{15,20}$/) });

export const submissionParams = z.object({
  number: z
    .string()
    .regex(/^[1-9][0-9]{0,11}$/)
    .transform(Number),
});
