import type { Knex } from 'knex';
import type { Engine } from '../types.ts';

/** Refers to a database: what the registry and a move's row store. */
export type PlacementRef =
  | { kind: 'managed'; region: string }
  | { kind: 'own'; engine: Engine; secretRef: string; secretVersion: number };

/** An opened database, as a move uses it. */
export interface MoveDatabase {
  ref: PlacementRef;
  engine: Engine;
  isManaged: boolean;
  /**
   * In a region's cluster the app role, under row security; in a customer database its only role.
   */
  app: Knex;
  /** In a region's cluster the mover role, which passes row security; else the same as `app`. */
  mover: Knex;
  /** Gives the pools back. */
  release(): void;
}

export type OpenMoveDatabase = (guildId: string, ref: PlacementRef) => Promise<MoveDatabase>;

/**
 * The steps of a move, in their order. Up to `fence` it can be aborted; `flip` is the point of no
 * return, after which going back is a move in the other direction.
 */
export type MoveStep =
  | 'prepare'
  | 'copy'
  | 'catch_up'
  | 'verify'
  | 'fence'
  | 'flip'
  | 'observe'
  | 'retire';

export type MoveState = 'running' | 'paused' | 'aborting' | 'aborted' | 'failed' | 'done';

/**
 * How a guild is moved: copied while it is written to; or fenced first, because its database cannot
 * note changes (`paused`) or because it is so small that the copy is the pause (`direct`).
 */
export type MoveWay = 'live' | 'paused' | 'direct';

/** A move as operators and admins see it. Times in epoch ms; no address, no secret. */
export interface Move {
  id: string;
  guildId: string;
  from: PlacementRef;
  to: PlacementRef;
  step: MoveStep;
  state: MoveState;
  /** `direct` and `paused`: writes are paused for the whole copy; `live`: only at its end. */
  way: MoveWay;
  /** Why it failed or waits; a code, see problem.ts. Some name the table: `VERIFY submissions`. */
  problem: string | null;
  /** Rows of all tables as counted at the start, and rows copied so far. */
  rowsTotal: number;
  rowsCopied: number;
  bytesCopied: number;
  /** How long writes were paused, ms; null before the fence. */
  pauseMs: number | null;
  requestedBy: string;
  reason: string;
  startedAt: number;
  steppedAt: number;
  endedAt: number | null;
  /** When the old copy is erased. */
  retireAt: number | null;
  /** Until when one that failed or was aborted can be started again; null for others. */
  retryUntil: number | null;
}
