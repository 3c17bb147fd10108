import type { MoveEstimate, MoveView, PlacementView } from '../../domain/storage/types.ts';

/** Why a move waits or failed, as its admins may know it. What follows a space is for operators. */
const MOVE_PROBLEMS = [
  'SOURCE_AWAY',
  'SOURCE_BUSY',
  'SOURCE_FULL',
  'SOURCE_SCHEMA',
  'SOURCE_REFUSED',
  'SOURCE_BAD',
  'SOURCE_SECRET_GONE',
  'SOURCE_SCHEMA_BEHIND',
  'TARGET_AWAY',
  'TARGET_BUSY',
  'TARGET_FULL',
  'TARGET_SCHEMA',
  'TARGET_REFUSED',
  'TARGET_BAD',
  'TARGET_SECRET_GONE',
  'TARGET_REVOKED',
  'TARGET_SCHEMA_BEHIND',
  'OCCUPIED',
  'VERIFY',
  'ROW',
  'SCHEMA_NEWER',
  'FILES_AWAY',
  'GONE',
] as const;

export type MoveProblem = (typeof MOVE_PROBLEMS)[number] | 'OTHER';

const presentMoveProblem = (code: string): MoveProblem =>
  MOVE_PROBLEMS.find((known) => known === code.split(' ')[0]) ?? 'OTHER';

export const presentPlacement = (from: PlacementView) =>
  from.kind === 'managed'
    ? ({ kind: 'managed', region: from.region, name: from.regionName, engine: null } as const)
    : ({ kind: 'own', region: null, name: null, engine: from.engine } as const);

export type Placement = ReturnType<typeof presentPlacement>;

/** A move with the names of its databases. */
export const presentMove = (from: MoveView) => ({
  id: from.id,
  from: presentPlacement(from.from),
  to: presentPlacement(from.to),
  step: from.step,
  state: from.state,
  problem: from.problem === null ? null : presentMoveProblem(from.problem),
  rowsTotal: from.rowsTotal,
  rowsCopied: from.rowsCopied,
  bytesCopied: from.bytesCopied,
  pauseMs: from.pauseMs,
  startedAt: from.startedAt,
  endedAt: from.endedAt,
  retireAt: from.retireAt,
  canAbort: from.canAbort,
});

export type Move = ReturnType<typeof presentMove>;

/** Whether it makes progress, so that polling it is useful. */
export const isInProgress = ({ state }: Pick<Move, 'state'>) =>
  state === 'running' || state === 'aborting';

export const presentEstimate = (from: MoveEstimate) => ({
  rows: from.rows,
  bytes: from.bytes,
  copyMs: from.copyMs,
  pauseMs: from.pauseMs,
});

export type Estimate = ReturnType<typeof presentEstimate>;
