import type { DatabaseRow } from '../../types.ts';
import type { Move, PlacementRef } from '../types.ts';
import { RETRY_WINDOW_MS } from './secret-usage.ts';

/** How far the copy has come: all tables before this one, and this one up to the key. */
export interface CopyPosition {
  table: string;
  key: readonly string[] | null;
}

/** A move's row: what others see, and what its driver needs. */
export interface MoveRow extends Move {
  /** The guild's epoch in the source; the target opens with the next one. */
  epoch: string;
  position: CopyPosition | null;
  /**
   * The tenant schema with which it was prepared; null before, and by workers that did not note it.
   */
  schemaVersion: number | null;
  /** How an `aborting` move will end. */
  outcome: 'aborted' | 'failed' | null;
  /** Since when writes wait; null while they do not. */
  fencedAt: number | null;
  /** Whether a database still has to be cleaned up when it can be reached. */
  leftovers: boolean;
  /** The number of the present or last lease. */
  lease: string | null;
  owner: string | null;
  ownerUntil: number | null;
  failingSince: number | null;
  /** Not to be looked at before, epoch ms. */
  retryAt: number | null;
}

const toNumberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

export const toMoveRow = (row: DatabaseRow): MoveRow => ({
  id: row.id,
  guildId: row.guild_id,
  from: row.from_place,
  to: row.to_place,
  epoch: row.epoch,
  way: row.way,
  step: row.step,
  state: row.state,
  outcome: row.outcome,
  problem: row.problem,
  position: row.position,
  schemaVersion: row.schema_version ?? null,
  rowsTotal: Number(row.rows_total),
  rowsCopied: Number(row.rows_copied),
  bytesCopied: Number(row.bytes_copied),
  fencedAt: toNumberOrNull(row.fenced_at),
  pauseMs: row.pause_ms,
  leftovers: row.leftovers,
  lease: row.lease,
  owner: row.owner,
  ownerUntil: toNumberOrNull(row.owner_until),
  failingSince: toNumberOrNull(row.failing_since),
  retryAt: toNumberOrNull(row.retry_at),
  requestedBy: row.requested_by,
  reason: row.reason,
  startedAt: Number(row.started_at),
  steppedAt: Number(row.stepped_at),
  endedAt: toNumberOrNull(row.ended_at),
  retireAt: toNumberOrNull(row.retire_at),
  retryUntil:
    (row.state === 'failed' || row.state === 'aborted') && row.ended_at !== null
      ? Number(row.ended_at) + RETRY_WINDOW_MS
      : null,
});

/** What others may see of it. */
export const toMove = (row: MoveRow): Move => ({
  id: row.id,
  guildId: row.guildId,
  from: row.from,
  to: row.to,
  way: row.way,
  step: row.step,
  state: row.state,
  problem: row.problem,
  rowsTotal: row.rowsTotal,
  rowsCopied: row.rowsCopied,
  bytesCopied: row.bytesCopied,
  pauseMs: row.pauseMs,
  requestedBy: row.requestedBy,
  reason: row.reason,
  startedAt: row.startedAt,
  steppedAt: row.steppedAt,
  endedAt: row.endedAt,
  retireAt: row.retireAt,
  retryUntil: row.retryUntil,
});

/** What a driver may change of a row. */
export type MovePatch = Partial<
  Pick<
    MoveRow,
    | 'way'
    | 'step'
    | 'state'
    | 'outcome'
    | 'problem'
    | 'position'
    | 'schemaVersion'
    | 'rowsTotal'
    | 'rowsCopied'
    | 'bytesCopied'
    | 'fencedAt'
    | 'pauseMs'
    | 'leftovers'
    | 'failingSince'
    | 'retryAt'
    | 'steppedAt'
    | 'endedAt'
    | 'retireAt'
  >
>;

/** A patch as columns: `rowsCopied` → `rows_copied`. */
export const toMoveColumns = (patch: MovePatch): DatabaseRow =>
  Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      name === 'position' && value !== null ? JSON.stringify(value) : value,
    ]),
  );

/** One text per database. A new version of a secret leads to the same database. */
export const placementKey = (ref: PlacementRef): string =>
  ref.kind === 'managed' ? `region ${ref.region}` : `own ${ref.secretRef}`;
