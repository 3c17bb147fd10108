import { randomBytes } from 'node:crypto';

/** A word that stands nowhere else, and all the shapes it may be written in. */
export interface Canary {
  /** What it stands for, to say which one was found. */
  name: string;
  value: string;
}

/** Letters and digits, so that no encoding of URLs or JSON changes it. */
export const canary = (name: string): Canary => ({
  name,
  value: `${name.slice(0, 2)}${randomBytes(8).toString('hex')}`.toLowerCase(),
});

/** A canary that was found. */
export interface CanaryLeak {
  canary: string;
  encoding: string;
  location: string;
}

/**
 * Base64 writes three bytes as four letters, so a word looks different for each of the three places
 * it can begin at. The first and the last letter hold bits of the neighbours: they are left out.
 */
function base64Encodings(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const from = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(from, whole);
  });
}

/** Lower case, as what is searched: then hex and URL escapes are found in either case. */
function encodingsOf(value: string): [how: string, shape: string][] {
  const hex = Buffer.from(value).toString('hex');
  return [
    ['plain', value],
    ['URL-encoded', hex.replace(/../g, '%$&')],
    ['hex', hex],
    ['JSON-escaped', hex.replace(/../g, '\\u00$&')],
    ...base64Encodings(value).map((shape) => ['base64', shape.toLowerCase()] as [string, string]),
  ];
}

/** Where the canaries stand in these texts, whatever they are written in. */
export function findLeaks(
  canaries: readonly Canary[],
  texts: Iterable<[where: string, text: string]>,
): CanaryLeak[] {
  const encodedCanaries = canaries.map(({ name, value }) => ({ name, shapes: encodingsOf(value) }));
  const found: CanaryLeak[] = [];
  for (const [location, text] of texts) {
    const lowerCaseText = text.toLowerCase();
    for (const { name, shapes } of encodedCanaries)
      for (const [encoding, shape] of shapes)
        if (lowerCaseText.includes(shape)) found.push({ canary: name, encoding, location });
  }
  return found;
}
