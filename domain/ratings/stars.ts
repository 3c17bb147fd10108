/** How many stars can be given. */
export const STARS = [1, 2, 3, 4, 5] as const;
export const MAX_STARS = STARS.length;
