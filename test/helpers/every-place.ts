import type { ExecutionContext, TestFn } from 'ava';
import { COSTLY_ENGINES } from './full.ts';
import type { OwnEngine } from './own-place.ts';

/** Where a guild can live: a region's cluster, or a database of its own. */
export type PlaceName = 'managed' | OwnEngine;
const PLACES: readonly PlaceName[] = ['managed', ...COSTLY_ENGINES];

/**
 * Registers a test once for every kind of place; actsWorld then sets the label up there. Those with
 * databases of their own one after the other: each moves a label first.
 */
export const onEveryPlace =
  (test: TestFn) => (title: string, body: (t: ExecutionContext) => Promise<void>) => {
    for (const place of PLACES)
      (place === 'managed' ? test : test.serial)(`${title} · ${place}`, async (t) => {
        t.context = { place };
        await body(t);
      });
  };

export const placeOf = (t: { context?: unknown }): PlaceName =>
  (t.context as { place?: PlaceName } | undefined)?.place ?? 'managed';
