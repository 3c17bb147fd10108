import type { MoveDeps } from './deps.ts';
import { ofGuild } from './place/keys.ts';
import { countRows } from './place/read.ts';
import { Side } from './place/side.ts';
import { whereGuildIs } from './record/change.ts';
import { TABLES, type Table } from './tables.ts';
import type { MoveWay, PlaceRef } from './types.ts';

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
const RATES = { pipe: 100_000, carry: 15_000, verify: 40_000 };
/** What a copy takes that has no rows: a few statements a table. */
const OVERHEAD_MS = 150;
/** What the pause of a live move takes beside the counting of its rows. */
const PAUSE_MS = 100;
const COUNTED_PER_S = 2_000_000;
const SAMPLE = 500;

/** @throws MoveError `unknown_guild`; MoveProblem `SOURCE_AWAY` */
export async function estimateMove(
  deps: MoveDeps,
  guildId: string,
  to: PlaceRef,
): Promise<MoveEstimate> {
  const { ref } = await whereGuildIs(deps.control, guildId);
  const place = await deps.openPlace(guildId, ref);
  try {
    const source = new Side('source', guildId, place);
    const sizes = await Promise.all(TABLES.map((table) => sizeOf(source, table)));
    const rows = sizes.reduce((sum, size) => sum + size.rows, 0);
    const bytes = Math.round(sizes.reduce((sum, size) => sum + size.bytes, 0));
    const isPiped = place.managed && to.kind === 'managed';
    const copyMs = Math.round(
      OVERHEAD_MS +
        (rows / (isPiped ? RATES.pipe : RATES.carry)) * 1_000 +
        (rows / RATES.verify) * 1_000,
    );
    const way =
      copyMs < deps.limits.directMs ? 'direct' : (await canNote(source)) ? 'live' : 'paused';
    const pauseMs = way === 'live' ? Math.round(PAUSE_MS + (rows / COUNTED_PER_S) * 1_000) : copyMs;
    return { rows, bytes, copyMs, pauseMs, way };
  } finally {
    place.release();
  }
}

async function sizeOf(side: Side, table: Table): Promise<{ rows: number; bytes: number }> {
  const lengths = table.columns
    .filter(({ type }) => type === 'text' || typeof type === 'number')
    .map(({ name }) => `COALESCE(octet_length(${side.column(name)}), 0)`);
  const fixed = 8 * (table.columns.length - lengths.length + 1);
  const [rows, sample] = await Promise.all([
    countRows(side, table),
    side.run(
      `SELECT avg(n) AS bytes FROM (SELECT ${[...lengths, fixed].join(' + ')} AS n
         FROM ${side.table(table.name)} WHERE ${ofGuild(side)} LIMIT ${SAMPLE}) AS sample`,
    ),
  ]);
  return { rows, bytes: rows * Number(sample.rows[0]?.bytes ?? 0) };
}

/** Whether changes can be noted while rows are copied: MySQL is asked by trying, on our own table. */
async function canNote(side: Side): Promise<boolean> {
  if (!side.isMysql) return true;
  return side
    .run('CREATE TRIGGER vektra_trial BEFORE INSERT ON move_changes FOR EACH ROW SET @vektra = 1')
    .then(() => side.run('DROP TRIGGER IF EXISTS vektra_trial'))
    .then(
      () => true,
      () => false,
    );
}
