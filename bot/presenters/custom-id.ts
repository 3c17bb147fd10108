/**
 * What a button, menu or modal says when it comes back: `route:act:arg…`. Everything in it is
 * checked again when it comes: who presses, and whether the record is this guild's.
 */
export const customId = (route: string, act: string, ...args: (string | number)[]): string =>
  [route, act, ...args].join(':');

/** @returns null for an id that is not ours */
export function parseCustomId(id: string): { route: string; act: string; args: string[] } | null {
  const [route, act, ...args] = id.split(':');
  return route && act ? { route, act, args } : null;
}

/** A number out of a custom id; 0, which no record has, when it is none. */
export const numberArg = (args: readonly string[], index = 0): number => {
  const number = Number(args[index]);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
};
