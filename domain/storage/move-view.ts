import type { Move, PlacementRef, Tenancy } from '../../tenancy/index.ts';
import type { MoveView, PlacementView } from './types.ts';

type Regions = Tenancy['regions'];

export function toPlacementView(ref: PlacementRef, regions: Regions): PlacementView {
  if (ref.kind === 'own') return { kind: 'own', engine: ref.engine };
  const region = regions.find(({ key }) => key === ref.region);
  return { kind: 'managed', region: ref.region, regionName: region?.name ?? ref.region };
}

/** The last step at which the old place is still the one that counts. */
const STEPS_BEFORE_SWITCH: ReadonlySet<string> = new Set([
  'prepare',
  'copy',
  'catch_up',
  'verify',
  'fence',
]);

/** A move without what only operators see. */
export function toMoveView(move: Move, regions: Regions): MoveView {
  return {
    id: move.id,
    from: toPlacementView(move.from, regions),
    to: toPlacementView(move.to, regions),
    step: move.step,
    state: move.state,
    problem: move.problem,
    rowsTotal: move.rowsTotal,
    rowsCopied: move.rowsCopied,
    bytesCopied: move.bytesCopied,
    pauseMs: move.pauseMs,
    startedAt: move.startedAt,
    endedAt: move.endedAt,
    retireAt: move.retireAt,
    canAbort:
      (move.state === 'running' || move.state === 'paused') && STEPS_BEFORE_SWITCH.has(move.step),
  };
}
