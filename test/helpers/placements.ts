import type { ExecutionContext, TestFn } from 'ava';
import type { CustomerEngine } from './customer-placement.ts';
import { COSTLY_ENGINES } from './test-matrix.ts';

/** Where a guild can live: a region's cluster, or a database of its own. */
export type PlacementName = 'managed' | CustomerEngine;
const PLACEMENTS: readonly PlacementName[] = ['managed', ...COSTLY_ENGINES];

/**
 * Registers a test once for every kind of place; actsWorld then sets the label up there. Those with
 * databases of their own one after the other: each moves a label first.
 */
export const forEachPlacement =
  (test: TestFn) => (title: string, body: (t: ExecutionContext) => Promise<void>) => {
    for (const placement of PLACEMENTS)
      (placement === 'managed' ? test : test.serial)(`${title} · ${placement}`, async (t) => {
        t.context = { placement };
        await body(t);
      });
  };

export const placementOf = (t: { context?: unknown }): PlacementName =>
  (t.context as { placement?: PlacementName } | undefined)?.placement ?? 'managed';
