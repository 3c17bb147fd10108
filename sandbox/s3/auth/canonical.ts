/** Percent-encodes as Signature Version 4 does: everything but unreserved characters. */
export const encodeUri = (text: string, encodesSlash: boolean): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', encodesSlash ? '%2F' : '/');

/** Names and values, encoded, in the order of the encoded names. */
export const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => [encodeUri(name, true), encodeUri(value, true)] as const)
    .sort(([one, first], [other, second]) => compare(one, other) || compare(first, second))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The signed headers, each with a line feed. Those that are missing are empty. */
export function canonicalHeaders(rawHeaders: readonly string[], signed: readonly string[]): string {
  const values = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = (rawHeaders[index + 1] as string).trim().replace(/ {2,}/g, ' ');
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return signed.map((name) => `${name}:${(values.get(name) ?? []).join(',')}\n`).join('');
}
