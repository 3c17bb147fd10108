import type { TestFn } from 'ava';
import { openPlaces, type Places } from './places.ts';

/** Places for all tests of a file, opened before the first and closed after the last. */
export function suitePlaces(test: TestFn): () => Places {
  let places: Places | undefined;
  const ends: (() => unknown)[] = [];
  test.before(async () => {
    places = await openPlaces({ teardown: (end) => ends.push(end) });
  });
  test.after.always(async () => {
    for (const end of ends.reverse()) await end();
  });
  return () => {
    if (!places) throw new Error('before the first test');
    return places;
  };
}
