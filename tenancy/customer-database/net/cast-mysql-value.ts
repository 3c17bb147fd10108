const INTEGERS = new Set(['TINY', 'SHORT', 'INT24', 'LONG', 'YEAR']);
const UNUSED_TYPES = new Set(['GEOMETRY', 'VECTOR']);

/**
 * The server says of what type a value is, and how long. mysql2 counts the digits of an integer up
 * to that length, be it beyond the packet's end and 2^52; texts are cut at it.
 */
export function castMysqlValue(
  field: { type: string; string(encoding?: string): string | null },
  castDefault: () => unknown,
): unknown {
  if (UNUSED_TYPES.has(field.type)) return field.string('latin1');
  if (!INTEGERS.has(field.type)) return castDefault();
  const text = field.string('latin1');
  return text === null ? null : Number(text);
}
