import type { Suggestion } from '../dispatch/types.ts';

/** Names as people know them: `New York`. */
const simplify = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Time zones whose name has what was typed; those whose city begins with it come first. */
export function suggestTimeZones(typed: string): Suggestion[] {
  const query = simplify(typed);
  const startsCity = (name: string) => simplify(name.split('/').at(-1) ?? '').startsWith(query);
  return Intl.supportedValuesOf('timeZone')
    .filter((name) => simplify(name).includes(query))
    .toSorted((a, b) => Number(startsCity(b)) - Number(startsCity(a)))
    .map((name) => ({ name: name.replaceAll('_', ' '), value: name }));
}
