import type { Knex } from 'knex';
import { TABLES, type Table } from '../../../../tenancy/moves/tables.ts';
import type { MovePlace } from '../../../../tenancy/moves/types.ts';

/** Texts on which engines, drivers and quoting differ. */
const TEXTS = [
  'O\'Brien \\ "x" \n\t\r',
  'ミナト 🎛️ \u202Eabc',
  '\\N \\. ,;"\'`$$ ? ?? :a',
  'é e\u0301 ß ',
  '',
];

const value = (column: Table['columns'][number], seed: number): string | number | null => {
  if (column.nullable && seed % 3 === 0) return null;
  if (column.type === 'big') return String(9_007_199_254_740_993n * BigInt((seed % 900) + 1));
  if (column.type === 'int') return seed % 7 === 0 ? -2_147_483_648 : seed;
  const text = `${TEXTS[seed % TEXTS.length]}${seed}`;
  return column.type === 'text' ? text.repeat((seed % 4) + 1) : text.slice(0, column.type);
};

const keyValue = (column: Table['columns'][number], index: number): string =>
  // Letters of both cases and dashes: what languages sort otherwise than bytes.
  column.type === 'big' ? String(index + 1) : `${'aB-c_D'[index % 6]}${index}-${'Zz'[index % 2]}`;

/** Rows of every table, `count` of each that can have more than one. */
export function sampleRows(guildId: string, count: number): [Table, Record<string, unknown>[]][] {
  return TABLES.map((table, place) => {
    const size = table.key.length === 0 ? 1 : count;
    const rows = Array.from({ length: size }, (_, index) => ({
      guild_id: guildId,
      ...Object.fromEntries(
        table.columns.map((column, at) => [
          column.name,
          at < table.key.length
            ? keyValue(column, table.key.length === 2 && at === 0 ? Math.floor(index / 3) : index)
            : value(column, index + at + place),
        ]),
      ),
    }));
    return [table, rows];
  });
}

const named = (place: Pick<MovePlace, 'engine'>, table: string) =>
  place.engine === 'postgres' ? `vektra.${table}` : table;

export const tableOf = (place: MovePlace, table: string): Knex.QueryBuilder =>
  place.mover(named(place, table));

export async function insertRows(place: MovePlace, guildId: string, count: number): Promise<void> {
  for (const [table, rows] of sampleRows(guildId, count))
    for (let from = 0; from < rows.length; from += 200)
      await tableOf(place, table.name).insert(rows.slice(from, from + 200));
}

/** All that a guild has in a place, in one form for both engines. */
export async function allRows(
  place: MovePlace,
  guildId: string,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, columns } of TABLES) {
    const rows = await tableOf(place, name)
      .where('guild_id', guildId)
      .select(columns.map((column) => column.name));
    found[name] = rows
      .map((row: Record<string, unknown>) =>
        JSON.stringify(
          columns.map((column) => {
            const cell = row[column.name];
            return cell === null ? null : String(cell);
          }),
        ),
      )
      .sort();
  }
  return found;
}

export const countOf = (rows: Record<string, string[]>): number =>
  Object.values(rows).reduce((sum, list) => sum + list.length, 0);

export async function fenceOf(
  place: MovePlace,
  guildId: string,
): Promise<{ epoch: string; mode: string } | null> {
  const row = await tableOf(place, 'guild_fence').where('guild_id', guildId).first('epoch', 'mode');
  return row ? { epoch: String(row.epoch), mode: row.mode } : null;
}
