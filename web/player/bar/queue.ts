import type { PlayableDemo } from '../playable-track.ts';
import type { PlayerQueue } from '../player-state.ts';

/**
 * The demo after or before another one. That one need not be in the list: a decision may have taken
 * it out.
 * @param step 1 goes down the list, to older demos
 */
export function findNeighbour(
  queue: PlayerQueue | null,
  number: number | undefined,
  step: 1 | -1,
): PlayableDemo | null {
  if (!queue || number === undefined) return null;
  return (
    (step === 1
      ? queue.demos.find((demo) => demo.number < number)
      : queue.demos.findLast((demo) => demo.number > number)) ?? null
  );
}

/** The page of a demo, within the list if there was one. */
export const toDemoPath = (queue: PlayerQueue | null, guildId: string, number: number): string =>
  queue ? `${queue.path}/${number}${queue.search}` : `/g/${guildId}/submissions/${number}`;
