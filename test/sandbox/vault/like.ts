/** Where `actual` differs from `wanted`, as a path; undefined if it does not. See Row.like. */
export function difference(actual: unknown, wanted: unknown, at = 'body'): string | undefined {
  if (typeof wanted === 'function') {
    return wanted(actual) ? undefined : `${at}: ${JSON.stringify(actual)}`;
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) {
      return `${at}: ${JSON.stringify(actual)}`;
    }
    return firstOf(wanted.map((one, index) => difference(actual[index], one, `${at}[${index}]`)));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof actual !== 'object' || actual === null) return `${at}: ${JSON.stringify(actual)}`;
    return firstOf(
      Object.entries(wanted).map(([name, one]) =>
        difference((actual as Record<string, unknown>)[name], one, `${at}.${name}`),
      ),
    );
  }
  return actual === wanted ? undefined : `${at}: ${JSON.stringify(actual)}`;
}

function firstOf(differences: (string | undefined)[]): string | undefined {
  return differences.find((one) => one !== undefined);
}
