import { getDriverCode } from '../../errors.ts';
import { MoveProblemError } from '../move-problem.ts';
import { findMovedTable, MOVED_TABLES, type MovedTable } from '../moved-tables.ts';
import { withFence, withShortLockTimeout } from './fence.ts';
import type { RowKey } from './key-conditions.ts';
import type { MoveEndpoint } from './move-endpoint.ts';
import { parseRowKey } from './serialized-row.ts';

/** Keys of rows that changed since the copy began; what they became is read from the rows. */
export interface CapturedChanges {
  ids: string[];
  keys: Map<MovedTable, Map<string, RowKey>>;
  /** How many of `ids` name no key of a table that this worker knows. */
  unknownCount: number;
}

/** The answers of servers on which we may not make triggers. */
const TRIGGER_DENIED_CODES = new Set([
  'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_ERROR',
]);

export async function readChanges(endpoint: MoveEndpoint, limit: number): Promise<CapturedChanges> {
  const { rows } = await endpoint.query(
    `SELECT id, table_name, row_key FROM ${endpoint.quoteTable('move_changes')} WHERE guild_id = ? LIMIT ${limit}`,
    [endpoint.guildId],
  );
  const keys: CapturedChanges['keys'] = new Map();
  let unknownCount = 0;
  for (const row of rows) {
    const table = findMovedTable(row.table_name);
    const key = table && parseRowKey(table, row.row_key);
    if (!table || !key) {
      unknownCount += 1;
      continue;
    }
    const known = keys.get(table) ?? new Map<string, RowKey>();
    known.set(JSON.stringify(key), key);
    keys.set(table, known);
  }
  return { ids: rows.map(({ id }) => String(id)), keys, unknownCount };
}

/** How many wait. */
export async function countChanges(endpoint: MoveEndpoint): Promise<number> {
  const { rows } = await endpoint.query(
    `SELECT count(*) AS n FROM ${endpoint.quoteTable('move_changes')} WHERE guild_id = ?`,
    [endpoint.guildId],
  );
  return Number(rows[0]?.n);
}

/** Exactly these, for the same rows may have changed again meanwhile. */
export async function deleteChanges(endpoint: MoveEndpoint, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const table = endpoint.quoteTable('move_changes');
  if (!endpoint.isMysql) {
    const list = ids.map(() => '?').join(', ');
    await endpoint.query(`DELETE FROM ${table} WHERE guild_id = ? AND id IN (${list})`, [
      endpoint.guildId,
      ...ids,
    ]);
    return;
  }
  // A list as long as this one makes MySQL read, and lock, all of the guild's notes, and so wait
  // for every writer; joined, they are looked up one by one (measured: 25 ms against a lock
  // time-out).
  const list = ids
    .map((_, index) => (index === 0 ? 'SELECT ? AS id' : 'SELECT ?'))
    .join(' UNION ALL ');
  await endpoint.query(
    `DELETE c FROM (${list}) AS k STRAIGHT_JOIN ${table} AS c FORCE INDEX (PRIMARY)
       ON c.guild_id = ${endpoint.guildId} AND c.id = k.id`,
    ids,
  );
}

/** Notes that nobody needs any more; not a later move's, whose fence has another mode or token. */
export async function clearChanges(
  endpoint: MoveEndpoint,
  fence: { mode: 'open' | 'moved'; token: string },
): Promise<void> {
  await withFence(endpoint, fence, (query) =>
    query(`DELETE FROM ${endpoint.quoteTable('move_changes')} WHERE guild_id = ?`, [
      endpoint.guildId,
    ]),
  );
}

const TRIGGER_EVENTS = [
  ['insert', ['NEW']],
  ['update', ['OLD', 'NEW']],
  ['delete', ['OLD']],
] as const;

/**
 * Whose triggers: each lease makes its own, so that no process takes away what another relies on.
 */
export interface TriggerOwner {
  moveId: string;
  lease: string;
}

const shortMoveId = (moveId: string) => moveId.replaceAll('-', '').slice(-12);

const triggerName = (table: MovedTable, event: string, { moveId, lease }: TriggerOwner) =>
  `vektra_${table.name}_${event}_${shortMoveId(moveId)}_${lease}`;

/**
 * MySQL has no setting that turns a permanent trigger off at no cost: triggers are there only while
 * rows are copied. Making one waits for the table's writers, so from then on nothing is missed.
 * @returns false where they cannot be made
 */
export async function createTriggers(
  endpoint: MoveEndpoint,
  owner: TriggerOwner,
): Promise<boolean> {
  if (!endpoint.isMysql) return true;
  try {
    for (const table of MOVED_TABLES)
      for (const [event, rowVersions] of TRIGGER_EVENTS) {
        const name = triggerName(table, event, owner);
        const body = `INSERT INTO move_changes (guild_id, id, table_name, row_key) VALUES ${captureValuesSql(table, rowVersions)}`;
        await withShortLockTimeout(endpoint, async (query) => {
          await query(`DROP TRIGGER IF EXISTS \`${name}\``);
          await query(
            `CREATE TRIGGER \`${name}\` AFTER ${event} ON ${endpoint.quoteTable(table.name)} FOR EACH ROW ${body}`,
          );
        });
      }
    return true;
  } catch (error) {
    const cause = error instanceof MoveProblemError ? error.cause : error;
    if (!TRIGGER_DENIED_CODES.has(getDriverCode(cause) ?? '')) throw error;
    await dropTriggers(endpoint, owner);
    return false;
  }
}

const captureValuesSql = (table: MovedTable, rowVersions: readonly string[]): string =>
  rowVersions
    .map((rowVersion) => {
      const key = table.key.map(({ name }) => `CAST(${rowVersion}.\`${name}\` AS CHAR)`).join(', ');
      return `(${rowVersion}.guild_id, UUID(), '${table.name}', JSON_ARRAY(${key}))`;
    })
    .join(', ');

/** Takes the move's triggers away, those of this lease and of earlier ones. */
export async function dropTriggers(endpoint: MoveEndpoint, owner: TriggerOwner): Promise<void> {
  if (!endpoint.isMysql) return;
  const { rows } = await endpoint.query(
    'SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()',
  );
  const pattern = new RegExp(`^vektra_[a-z_]+_${shortMoveId(owner.moveId)}_([0-9]+)$`);
  for (const { name } of rows) {
    const lease = pattern.exec(String(name))?.[1];
    if (lease && BigInt(lease) <= BigInt(owner.lease))
      await withShortLockTimeout(endpoint, (query) => query(`DROP TRIGGER IF EXISTS \`${name}\``));
  }
}
