import type { ExecutionContext, TestFn } from 'ava';
import type { CustomerEngine } from './customer-placement.ts';
import { COSTLY_ENGINES, pickCases } from './test-matrix.ts';

/** Where a guild's data can be: a region's cluster, or the guild's own database. */
export type PlacementName = 'managed' | CustomerEngine;
const PLACEMENTS: readonly PlacementName[] = ['managed', ...COSTLY_ENGINES];

/**
 * Registers a test once for every kind of placement, where createOperationsFixture then sets the
 * label up. Tests with their own databases run one after the other: each moves a label first.
 * @param everyDay those of `npm test`, when `npm run test:full` is soon enough for the others
 */
export const forEachPlacement =
  (test: TestFn, everyDay: readonly PlacementName[] = PLACEMENTS) =>
  (title: string, body: (t: ExecutionContext) => Promise<void>) => {
    for (const placement of pickCases(PLACEMENTS, everyDay))
      (placement === 'managed' ? test : test.serial)(`${title} · ${placement}`, async (t) => {
        t.context = { placement };
        await body(t);
      });
  };

export const placementOf = (t: { context?: unknown }): PlacementName =>
  (t.context as { placement?: PlacementName } | undefined)?.placement ?? 'managed';
