import { driverCode } from '../../errors.ts';
import { MoveProblem } from '../problem.ts';
import { TABLES, type Table, tableNamed } from '../tables.ts';
import { underFence, withShortLocks } from './fence.ts';
import type { Key } from './keys.ts';
import { parseKey } from './line.ts';
import type { Side } from './side.ts';

/** Keys of rows that changed since the copy began; what they became is read from the rows. */
export interface Changes {
  ids: string[];
  keys: Map<Table, Map<string, Key>>;
}

/** The answers of servers on which we may not make triggers. */
const NO_TRIGGERS = new Set([
  'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_ERROR',
]);

export async function readChanges(side: Side, limit: number): Promise<Changes> {
  const { rows } = await side.run(
    `SELECT id, table_name, row_key FROM ${side.table('move_changes')} WHERE guild_id = ? LIMIT ${limit}`,
    [side.guildId],
  );
  const keys: Changes['keys'] = new Map();
  for (const row of rows) {
    const table = tableNamed(row.table_name);
    // What is no key of ours was not written by our trigger.
    const key = table && parseKey(table, row.row_key);
    if (!table || !key) continue;
    const known = keys.get(table) ?? new Map<string, Key>();
    known.set(JSON.stringify(key), key);
    keys.set(table, known);
  }
  return { ids: rows.map(({ id }) => String(id)), keys };
}

/** How many wait. */
export async function countChanges(side: Side): Promise<number> {
  const { rows } = await side.run(
    `SELECT count(*) AS n FROM ${side.table('move_changes')} WHERE guild_id = ?`,
    [side.guildId],
  );
  return Number(rows[0]?.n);
}

/** Exactly these, for the same rows may have changed again meanwhile. */
export async function deleteChanges(side: Side, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const table = side.table('move_changes');
  if (!side.isMysql) {
    const list = ids.map(() => '?').join(', ');
    await side.run(`DELETE FROM ${table} WHERE guild_id = ? AND id IN (${list})`, [
      side.guildId,
      ...ids,
    ]);
    return;
  }
  // A list as long as this one makes MySQL read, and lock, all of the guild's notes, and so wait for
  // every writer; joined, they are looked up one by one (measured: 25 ms against a lock time-out).
  const list = ids
    .map((_, index) => (index === 0 ? 'SELECT ? AS id' : 'SELECT ?'))
    .join(' UNION ALL ');
  await side.run(
    `DELETE c FROM (${list}) AS k STRAIGHT_JOIN ${table} AS c FORCE INDEX (PRIMARY)
       ON c.guild_id = ${side.guildId} AND c.id = k.id`,
    ids,
  );
}

/** Notes that nobody needs any more; not a later move's, whose fence has another mode or token. */
export async function clearChanges(
  side: Side,
  fence: { mode: 'open' | 'moved'; token: string },
): Promise<void> {
  await underFence(side, fence, (run) =>
    run(`DELETE FROM ${side.table('move_changes')} WHERE guild_id = ?`, [side.guildId]),
  );
}

const EVENTS = [
  ['insert', ['NEW']],
  ['update', ['OLD', 'NEW']],
  ['delete', ['OLD']],
] as const;

/** Whose triggers: each lease makes its own, so that no process takes away what another relies on. */
export interface TriggerOwner {
  moveId: string;
  lease: string;
}

const prefixOf = (moveId: string) => moveId.replaceAll('-', '').slice(-12);

const triggerName = (table: Table, event: string, { moveId, lease }: TriggerOwner) =>
  `vektra_${table.name}_${event}_${prefixOf(moveId)}_${lease}`;

/**
 * MySQL has no setting that turns a permanent trigger off at no cost: triggers are there only while
 * rows are copied. Making one waits for the table's writers, so from then on nothing is missed.
 * @returns false where they cannot be made
 */
export async function makeTriggers(side: Side, owner: TriggerOwner): Promise<boolean> {
  if (!side.isMysql) return true;
  try {
    for (const table of TABLES)
      for (const [event, versions] of EVENTS) {
        const name = triggerName(table, event, owner);
        const body = `INSERT INTO move_changes (guild_id, id, table_name, row_key) VALUES ${notes(table, versions)}`;
        await withShortLocks(side, async (run) => {
          await run(`DROP TRIGGER IF EXISTS \`${name}\``);
          await run(
            `CREATE TRIGGER \`${name}\` AFTER ${event} ON ${side.table(table.name)} FOR EACH ROW ${body}`,
          );
        });
      }
    return true;
  } catch (error) {
    const cause = error instanceof MoveProblem ? error.cause : error;
    if (!NO_TRIGGERS.has(driverCode(cause) ?? '')) throw error;
    await dropTriggers(side, owner);
    return false;
  }
}

const notes = (table: Table, versions: readonly string[]): string =>
  versions
    .map((version) => {
      const key = table.key.map(({ name }) => `CAST(${version}.\`${name}\` AS CHAR)`).join(', ');
      return `(${version}.guild_id, UUID(), '${table.name}', JSON_ARRAY(${key}))`;
    })
    .join(', ');

/** Takes the move's triggers away, those of this lease and of earlier ones. */
export async function dropTriggers(side: Side, owner: TriggerOwner): Promise<void> {
  if (!side.isMysql) return;
  const { rows } = await side.run(
    'SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()',
  );
  const pattern = new RegExp(`^vektra_[a-z_]+_${prefixOf(owner.moveId)}_([0-9]+)$`);
  for (const { name } of rows) {
    const lease = pattern.exec(String(name))?.[1];
    if (lease && BigInt(lease) <= BigInt(owner.lease))
      await withShortLocks(side, (run) => run(`DROP TRIGGER IF EXISTS \`${name}\``));
  }
}
