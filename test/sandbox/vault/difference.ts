/** Where `actual` differs from `wanted`, as a path; undefined if it does not. See Row.like. */
export function findDifference(
  actual: unknown,
  expected: unknown,
  path = 'body',
): string | undefined {
  if (typeof expected === 'function') {
    return expected(actual) ? undefined : `${path}: ${JSON.stringify(actual)}`;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return `${path}: ${JSON.stringify(actual)}`;
    }
    return findFirst(
      expected.map((one, index) => findDifference(actual[index], one, `${path}[${index}]`)),
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return `${path}: ${JSON.stringify(actual)}`;
    return findFirst(
      Object.entries(expected).map(([name, one]) =>
        findDifference((actual as Record<string, unknown>)[name], one, `${path}.${name}`),
      ),
    );
  }
  return actual === expected ? undefined : `${path}: ${JSON.stringify(actual)}`;
}

function findFirst(differences: (string | undefined)[]): string | undefined {
  return differences.find((one) => one !== undefined);
}
