import type { Listen } from '../../domain/listens/types.ts';

/** So many people are named; the others are counted. */
const MAX_NAMED = 5;

/** Who has listened to a demo, the longest first. */
export const presentListens = (from: readonly Listen[]) => ({
  people: from
    .slice(0, MAX_NAMED)
    .map(({ userId, userName, heardMs }) => ({ id: userId, name: userName, heardMs })),
  moreCount: Math.max(0, from.length - MAX_NAMED),
});

export type ListensView = ReturnType<typeof presentListens>;
