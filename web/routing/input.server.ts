import type { z } from 'zod';
import { VektraError } from '../../domain/errors/errors.ts';

/**
 * Parses with the route's schema.
 * @throws VektraError `invalid_input` that names each field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new VektraError('invalid_input', {
    fields: result.error.issues.map((issue) => ({
      field: String(issue.path[0] ?? ''),
      problem: issue.message,
      ...getLimit(issue),
    })),
  });
}

function getLimit(issue: object): { values?: Record<string, number> } {
  if ('maximum' in issue) return { values: { max: Number(issue.maximum) } };
  return 'minimum' in issue ? { values: { min: Number(issue.minimum) } } : {};
}

/** The query as an object: repeated parameters become arrays, empty ones are dropped. */
export function readSearchParams(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const params: Record<string, string | string[]> = {};
  for (const key of new Set(searchParams.keys())) {
    const values = searchParams.getAll(key).filter((value) => value !== '');
    if (values.length > 0) params[key] = values.length === 1 ? (values[0] as string) : values;
  }
  return params;
}
