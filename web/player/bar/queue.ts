import type { PlayableDemo } from '../playable-track.ts';
import type { PlayerQueue } from '../player-state.ts';

/**
 * The demo after or before another one. That one need not be in the list: a decision may have taken
 * it out.
 * @param step 1 goes down the list
 */
export function findNeighbour(
  queue: PlayerQueue | null,
  number: number | undefined,
  step: 1 | -1,
): PlayableDemo | null {
  if (!queue || number === undefined) return null;
  const isBelow = (demo: PlayableDemo) =>
    queue.kind === 'listening' ? demo.number > number : demo.number < number;
  return (
    (step === 1
      ? queue.demos.find(isBelow)
      : queue.demos.findLast((demo) => demo.number !== number && !isBelow(demo))) ?? null
  );
}

/** The page of a demo, within the list if there was one. */
export function toDemoPath(queue: PlayerQueue | null, guildId: string, number: number): string {
  if (!queue) return `/g/${guildId}/submissions/${number}`;
  return queue.kind === 'listening'
    ? `${queue.path}?demo=${number}`
    : `${queue.path}/${number}${queue.search}`;
}
