import type { z } from 'zod';
import { type FieldProblem, VektraError } from './errors.ts';

/**
 * Parses an operation's input. Messages of our schemas are keys of the catalogue (`text.too_long`);
 * their limits are in `values`.
 * @throws VektraError `invalid_input` that names each field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldProblem[] = result.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    problem: issue.message,
    values: {
      ...('maximum' in issue ? { max: Number(issue.maximum) } : {}),
      ...('minimum' in issue ? { min: Number(issue.minimum) } : {}),
    },
  }));
  throw new VektraError('invalid_input', { fields });
}
