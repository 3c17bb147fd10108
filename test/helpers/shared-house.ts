import test from 'ava';
import { type StartedHouse, startHouse } from './house.ts';

/** One house for all tests of a file, started by the first that asks; each test has labels of its own. */
export function sharedHouse(
  options: Parameters<typeof startHouse>[1] = {},
): () => Promise<StartedHouse> {
  const ends: (() => unknown)[] = [];
  let house: Promise<StartedHouse> | undefined;
  test.after.always('the house is closed', async () => {
    for (const end of ends.toReversed()) await end();
  });
  return () => (house ??= startHouse({ teardown: (end) => void ends.push(end) }, options));
}
