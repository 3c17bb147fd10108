const INTEGERS = new Set(['TINY', 'SHORT', 'INT24', 'LONG', 'YEAR']);
const OURS_NEVER = new Set(['GEOMETRY', 'VECTOR']);

/**
 * The server says of what type a value is, and how long. mysql2 counts the digits of an integer up to
 * that length, be it beyond the packet's end and 2^52; texts are cut at it.
 */
export function cast(
  field: { type: string; string(encoding?: string): string | null },
  next: () => unknown,
): unknown {
  if (OURS_NEVER.has(field.type)) return field.string('latin1');
  if (!INTEGERS.has(field.type)) return next();
  const text = field.string('latin1');
  return text === null ? null : Number(text);
}
