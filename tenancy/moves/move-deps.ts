import type { Knex } from 'knex';
import type { Migration } from '../../migrations/index.ts';
import type { Move, MoveStep, OpenMoveDatabase } from './types.ts';

/** Sizes and times; each has a default. Times in ms. */
export interface MoveLimits {
  /** How long a mover may be silent before another one takes over. */
  leaseMs: number;
  /** How long the old copy is kept after the switch. */
  observeMs: number;
  /** For how long a trouble that may pass is waited for, before the move fails. */
  retryTimeoutMs: number;
  /** The longest wait between two tries. */
  maxBackoffMs: number;
  /** Rows that are read into memory at a time. */
  chunkRows: number;
  /** Changes that are brought over at a time. */
  changeBatchRows: number;
  /** Rows that one COPY carries from region to region. */
  pipeBatchRows: number;
  /** Guilds whose copy takes no longer are fenced first. */
  maxDirectCopyMs: number;
}

export const DEFAULT_MOVE_LIMITS: MoveLimits = {
  leaseMs: 15_000,
  observeMs: 24 * 3_600_000,
  retryTimeoutMs: 3_600_000,
  maxBackoffMs: 5_000,
  chunkRows: 1_000,
  changeBatchRows: 1_000,
  pipeBatchRows: 25_000,
  maxDirectCopyMs: 500,
};

/** The moments between two effects, at which a mover can die; in their order. */
export const CHECKPOINTS = [
  'prepare.begun',
  'prepare.target',
  'prepare.source',
  'copy.chunk',
  'copy.done',
  'catch_up.applied',
  'verify.done',
  'fence.closed',
  'fence.drained',
  'flip.before',
  'flip.committed',
  'flip.source',
  'flip.target',
  'observe.begun',
  'observe.files',
  'retire.erased',
  'retire.done',
] as const;
export type Checkpoint = (typeof CHECKPOINTS)[number];

/** What happened, for logs and for the audit; ids and codes only. */
export interface MoveEvent {
  moveId: string;
  guildId: string;
  kind: 'step' | 'trouble' | 'ended';
  step: MoveStep;
  problem: string | null;
  /** For logs, never for people: may hold a driver's words. */
  cause?: unknown;
}

export interface MoveDeps {
  control: Knex;
  openDatabase: OpenMoveDatabase;
  tenantMigrations: readonly Migration[];
  now: () => number;
  /** Names this process in leases. */
  owner: string;
  limits: MoveLimits;
  onEvent: (event: MoveEvent) => void;
  /** The old copy is gone: now its secret can be destroyed. Called again after a crash. */
  onRetired: (move: Move) => Promise<void>;
  /**
   * Brings the guild's files to where it lives now. Called again after a crash.
   * @param left the region that it left, when its old copy is to be erased there; else null
   */
  relocateFiles: (guildId: string, left: string | null, signal: AbortSignal) => Promise<void>;
  /** For tests: called between two effects; the next one waits for it. */
  checkpoint: (at: Checkpoint, move: Move) => Promise<void> | void;
}
