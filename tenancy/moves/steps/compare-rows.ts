import type { RowKey } from '../endpoint/key-conditions.ts';
import { readRowsByKey } from '../endpoint/read-rows.ts';
import { isSameRow, rowKeyOf, type SerializedRow } from '../endpoint/serialized-row.ts';
import type { MoveRun } from '../move-run.ts';
import type { MovedTable } from '../moved-tables.ts';

const indexByKey = (table: MovedTable, rows: readonly SerializedRow[]) =>
  new Map(rows.map((row) => [JSON.stringify(rowKeyOf(table, row)), row]));

/** Keys of rows that are in one list only, or not alike in both. */
export function findDifferingKeys(
  table: MovedTable,
  sourceRows: readonly SerializedRow[],
  targetRows: readonly SerializedRow[],
): RowKey[] {
  if (
    sourceRows.length === targetRows.length &&
    sourceRows.every((row, index) => isSameRow(row, targetRows[index]))
  )
    return [];
  const [sourceByKey, targetByKey] = [indexByKey(table, sourceRows), indexByKey(table, targetRows)];
  return [...new Set([...sourceByKey.keys(), ...targetByKey.keys()])]
    .filter((encodedKey) => !isSameRow(sourceByKey.get(encodedKey), targetByKey.get(encodedKey)))
    .map((encodedKey) => JSON.parse(encodedKey) as RowKey);
}

/** Of these keys, those on which the databases differ now. */
export async function recheckKeys(
  moveRun: MoveRun,
  table: MovedTable,
  keys: readonly RowKey[],
): Promise<RowKey[]> {
  if (keys.length === 0) return [];
  const { source, target } = await moveRun.openEndpoints();
  const [sourceRows, targetRows] = await Promise.all([
    readRowsByKey(source, table, keys),
    readRowsByKey(target, table, keys),
  ]);
  return findDifferingKeys(table, sourceRows, targetRows);
}
