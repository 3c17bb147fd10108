import { TenancyError } from '../errors.ts';
import { guildCondition } from './endpoint/key-conditions.ts';
import { MoveEndpoint } from './endpoint/move-endpoint.ts';
import { countRows } from './endpoint/read-rows.ts';
import type { MoveDeps } from './move-deps.ts';
import { MoveProblemError } from './move-problem.ts';
import { isTextColumn, MOVED_TABLES, type MovedTable } from './moved-tables.ts';
import { findGuildPlacement } from './record/update-move.ts';
import type { MoveWay, PlacementRef } from './types.ts';

/** What a move would take, before it is started. Times in ms. */
export interface MoveEstimate {
  rows: number;
  bytes: number;
  copyMs: number;
  /** How long writes will wait. */
  pauseMs: number;
  way: MoveWay;
}

/** Rows a second, measured on two cores; `verify` on both ways. */
const RATES = { pipe: 100_000, transfer: 15_000, verify: 40_000 };
/** What a copy takes that has no rows: a few statements a table. */
const OVERHEAD_MS = 150;
/** What the pause of a live move takes beside the counting of its rows. */
const LIVE_PAUSE_MS = 100;
const COUNTED_ROWS_PER_SECOND = 2_000_000;
const SAMPLE_ROWS = 500;

/** @throws MoveError `unknown_guild`; TenancyError `unavailable` while its database is */
export async function estimateMove(
  deps: MoveDeps,
  guildId: string,
  to: PlacementRef,
): Promise<MoveEstimate> {
  const { ref } = await findGuildPlacement(deps.control, guildId);
  const database = await deps.openDatabase(guildId, ref);
  try {
    const source = new MoveEndpoint('source', guildId, database);
    const sizes = await Promise.all(MOVED_TABLES.map((table) => estimateTableSize(source, table)));
    const rows = sizes.reduce((sum, size) => sum + size.rows, 0);
    const bytes = Math.round(sizes.reduce((sum, size) => sum + size.bytes, 0));
    const isPiped = database.isManaged && to.kind === 'managed';
    const copyMs = Math.round(
      OVERHEAD_MS +
        (rows / (isPiped ? RATES.pipe : RATES.transfer)) * 1_000 +
        (rows / RATES.verify) * 1_000,
    );
    const way =
      copyMs < deps.limits.maxDirectCopyMs
        ? 'direct'
        : (await canCaptureChanges(source))
          ? 'live'
          : 'paused';
    const pauseMs =
      way === 'live'
        ? Math.round(LIVE_PAUSE_MS + (rows / COUNTED_ROWS_PER_SECOND) * 1_000)
        : copyMs;
    return { rows, bytes, copyMs, pauseMs, way };
  } catch (error) {
    if (error instanceof MoveProblemError && error.isTransient)
      throw new TenancyError('unavailable', guildId, error.code);
    throw error;
  } finally {
    database.release();
  }
}

async function estimateTableSize(
  endpoint: MoveEndpoint,
  table: MovedTable,
): Promise<{ rows: number; bytes: number }> {
  const lengths = table.columns
    .filter(isTextColumn)
    .map(({ name }) => `COALESCE(octet_length(${endpoint.quoteColumn(name)}), 0)`);
  const fixed = 8 * (table.columns.length - lengths.length + 1);
  const [rows, sample] = await Promise.all([
    countRows(endpoint, table),
    endpoint.query(
      `SELECT avg(n) AS bytes FROM (SELECT ${[...lengths, fixed].join(' + ')} AS n
         FROM ${endpoint.quoteTable(table.name)} WHERE ${guildCondition(endpoint)} LIMIT ${SAMPLE_ROWS}) AS sample`,
    ),
  ]);
  return { rows, bytes: rows * Number(sample.rows[0]?.bytes ?? 0) };
}

/**
 * Whether changes can be noted while rows are copied: MySQL is asked by trying, on our own table.
 */
async function canCaptureChanges(endpoint: MoveEndpoint): Promise<boolean> {
  if (!endpoint.isMysql) return true;
  return endpoint
    .query('CREATE TRIGGER vektra_trial BEFORE INSERT ON move_changes FOR EACH ROW SET @vektra = 1')
    .then(() => endpoint.query('DROP TRIGGER IF EXISTS vektra_trial'))
    .then(
      () => true,
      () => false,
    );
}
