/**
 * The id of a button, menu or form: `route:action:arg…`. It is untrusted when it comes back: who
 * pressed, and whether the record is this guild's, is checked then.
 */
export const createCustomId = (
  route: string,
  action: string,
  ...args: (string | number)[]
): string => [route, action, ...args].join(':');

/** @returns null for an id that is not ours */
export function parseCustomId(
  id: string,
): { route: string; action: string; args: string[] } | null {
  const [route, action, ...args] = id.split(':');
  return route && action ? { route, action, args } : null;
}

/** A number out of a custom id; 0, which no record has, when it is none. */
export const parseNumberArg = (args: readonly string[], index = 0): number => {
  const number = Number(args[index]);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
};
