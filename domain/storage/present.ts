import type { Move, PlaceRef, Tenancy } from '../../tenancy/index.ts';
import type { MoveView, PlaceView } from './types.ts';

type Regions = Tenancy['regions'];

export function placeView(ref: PlaceRef, regions: Regions): PlaceView {
  if (ref.kind === 'own') return { kind: 'own', engine: ref.engine };
  const region = regions.find(({ key }) => key === ref.region);
  return { kind: 'managed', region: ref.region, regionName: region?.name ?? ref.region };
}

/** The last step at which the old place is still the one that counts. */
const BEFORE_SWITCH: ReadonlySet<string> = new Set([
  'prepare',
  'copy',
  'catch_up',
  'verify',
  'fence',
]);

/** A move without what only operators see. */
export function moveView(move: Move, regions: Regions): MoveView {
  return {
    id: move.id,
    from: placeView(move.from, regions),
    to: placeView(move.to, regions),
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
    canAbort: (move.state === 'running' || move.state === 'paused') && BEFORE_SWITCH.has(move.step),
  };
}
