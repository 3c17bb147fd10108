import { v7 as uuidv7 } from 'uuid';
import type { OperatorAuditEntry } from '../control/operator-audit.ts';
import { TenancyError } from '../errors.ts';
import { estimateMove, type MoveEstimate } from './estimate-move.ts';
import { DEFAULT_MOVE_LIMITS, type MoveDeps, type MoveLimits } from './move-deps.ts';
import {
  findLatestMove,
  findMove,
  listDueMoves,
  listMoves,
  type MoveQuery,
} from './record/find-moves.ts';
import { type MoveRow, toMove } from './record/move-row.ts';
import {
  abortMove,
  insertMove,
  MoveError,
  pauseMove,
  reopenSource,
  resumeMove,
  retryMove,
} from './record/update-move.ts';
import { runMove } from './run-move.ts';
import type { Move, MoveWay, PlacementRef } from './types.ts';

export type { MoveEstimate } from './estimate-move.ts';
export { CHECKPOINTS, type Checkpoint, type MoveEvent, type MoveLimits } from './move-deps.ts';
export { MOVED_TABLES, RESIDENT_TABLES } from './moved-tables.ts';
export type { MoveQuery } from './record/find-moves.ts';
export { movesKeepingSecret, unfinishedMovesUsingSecret } from './record/secret-usage.ts';
export { MoveError } from './record/update-move.ts';
export type * from './types.ts';

export type MovesOptions = Pick<
  MoveDeps,
  'control' | 'openDatabase' | 'tenantMigrations' | 'owner'
> &
  Partial<Pick<MoveDeps, 'now' | 'onEvent' | 'onRetired' | 'relocateFiles' | 'checkpoint'>> & {
    limits?: Partial<MoveLimits> | undefined;
  };

/**
 * How to move a guild: as estimated; while its database is unavailable, `live`, which becomes
 * `paused` where it turns out to be impossible.
 */
async function chooseWay(deps: MoveDeps, guildId: string, to: PlacementRef): Promise<MoveWay> {
  try {
    return (await estimateMove(deps, guildId, to)).way;
  } catch (error) {
    if (error instanceof TenancyError && error.code === 'unavailable') return 'live';
    throw error;
  }
}

/**
 * Moves of guilds between databases. Everything but `run` returns at once. `audit` is an operator's
 * entry for the operators' audit, written in the transaction of the change.
 */
export interface Moves {
  /** @throws MoveError `unknown_guild`; TenancyError `unavailable` */
  estimate(guildId: string, to: PlacementRef): Promise<MoveEstimate>;
  /**
   * Records a move; a worker's `run` does it.
   * @param input.way as estimated when absent
   * @throws MoveError `unknown_guild`, `same_place`, `already_moving`, `secret_gone`
   */
  start(input: {
    guildId: string;
    to: PlacementRef;
    requestedBy: string;
    reason: string;
    way?: MoveWay | undefined;
    audit?: OperatorAuditEntry | undefined;
  }): Promise<Move>;
  /**
   * Takes the move's lease and drives it on. Returns when there is nothing more to do now: it is
   * over, paused, waits for the old copy's end, or is driven by another process.
   * @param signal ends it between two effects; the next run continues from there
   * @throws MoveError `unknown_move`; what the control database throws
   */
  run(moveId: string, signal: AbortSignal): Promise<Move>;
  get(moveId: string): Promise<Move | null>;
  /** The guild's move under way, or its last one. */
  latest(guildId: string): Promise<Move | null>;
  /** Newest first. */
  list(query: MoveQuery): Promise<Move[]>;
  /** Writes continue in the source, and are recorded, until it is resumed. @throws MoveError */
  pause(moveId: string, audit?: OperatorAuditEntry): Promise<void>;
  /** @throws MoveError */
  resume(moveId: string, audit?: OperatorAuditEntry): Promise<void>;
  /** Ends it; a worker opens the source again. @throws MoveError `move_over` after the switch */
  abort(moveId: string, audit?: OperatorAuditEntry): Promise<void>;
  /**
   * Starts a failed or aborted move again, until its `retryUntil`.
   * @throws MoveError `move_over`, `already_moving`, `secret_gone`
   */
  retry(moveId: string, audit?: OperatorAuditEntry): Promise<void>;
  /**
   * Ends a move before its switch without asking the source, which an abort has to reach first: the
   * registry opens the guild there at once; its database is opened by a worker when it answers.
   * @throws MoveError `unknown_move`, `move_over`
   */
  reopen(moveId: string, audit?: OperatorAuditEntry): Promise<void>;
  /** Ids of moves that nobody drives and that have something to do. */
  listDue(now?: number): Promise<string[]>;
}

export function createMoves(options: MovesOptions): Moves {
  const deps: MoveDeps = {
    control: options.control,
    openDatabase: options.openDatabase,
    tenantMigrations: options.tenantMigrations,
    owner: options.owner,
    now: options.now ?? Date.now,
    limits: { ...DEFAULT_MOVE_LIMITS, ...options.limits },
    onEvent: options.onEvent ?? (() => {}),
    onRetired: options.onRetired ?? (async () => {}),
    relocateFiles: options.relocateFiles ?? (async () => {}),
    checkpoint: options.checkpoint ?? (() => {}),
  };
  const { control } = deps;
  const toMoveOrNull = (row: MoveRow | null) => row && toMove(row);

  return {
    estimate: (guildId, to) => estimateMove(deps, guildId, to),

    async start({ guildId, to, requestedBy, reason, way, audit }) {
      const chosenWay = way ?? (await chooseWay(deps, guildId, to));
      const now = deps.now();
      const move = { id: uuidv7(), guildId, to, requestedBy, reason, way: chosenWay, now, audit };
      return toMove(await insertMove(control, move));
    },

    async run(moveId, signal) {
      await runMove(deps, moveId, signal);
      const row = await findMove(control, moveId);
      if (!row) throw new MoveError('unknown_move');
      return toMove(row);
    },

    get: async (moveId) => toMoveOrNull(await findMove(control, moveId)),
    latest: async (guildId) => toMoveOrNull(await findLatestMove(control, guildId)),
    list: async (query) => (await listMoves(control, query)).map(toMove),
    pause: (moveId, audit) => pauseMove(control, moveId, audit),
    resume: (moveId, audit) => resumeMove(control, moveId, audit),
    abort: (moveId, audit) => abortMove(control, moveId, audit),
    retry: (moveId, audit) => retryMove(control, moveId, deps.now(), audit),
    reopen: (moveId, audit) => reopenSource(control, moveId, deps.now(), audit),
    listDue: (now = deps.now()) => listDueMoves(control, now),
  };
}
