interface ReviverContext {
  /** The number as it was written; only primitive values have it. */
  source?: string;
}

/** A bare number of 16 digits or more: the only text for which the slower reviver is needed. */
const LARGE_NUMBER = /[:[,]\s*\d{16,}/;

/**
 * Parses JSON in which clients send snowflakes as integers: what a double cannot hold exactly becomes
 * a decimal string, which every field that takes an id takes as well.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!LARGE_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}

function keepDigits(_key: string, value: unknown, context: ReviverContext): unknown {
  const isImprecise = typeof value === 'number' && !Number.isSafeInteger(value);
  return isImprecise && /^\d+$/.test(context.source ?? '') ? context.source : value;
}
