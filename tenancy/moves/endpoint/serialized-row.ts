import type { DatabaseRow } from '../../types.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MovedColumn, MovedTable } from '../moved-tables.ts';
import type { RowKey } from './key-conditions.ts';

/** A row in the one form that all engines share: the table's columns in their order, as text. */
export type SerializedRow = readonly (string | null)[];

export const MAX_TEXT_BYTES = 16 * 1024 * 1024;

const BIG_INTEGER_PATTERN = /^-?[0-9]{1,19}$/;
const MAX_BIG_INTEGER = 2n ** 63n - 1n;
const MAX_INT = 2 ** 31 - 1;

const isBigInteger = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' &&
      BIG_INTEGER_PATTERN.test(value) &&
      (value.length < 19 ||
        (BigInt(value) <= MAX_BIG_INTEGER && BigInt(value) >= -MAX_BIG_INTEGER - 1n));

function isValidValue({ type, maxLength, isNullable }: MovedColumn, value: unknown): boolean {
  if (value === null) return isNullable;
  if (type === 'bigint') return isBigInteger(value);
  if (type === 'integer')
    return isBigInteger(value) && Number(value) <= MAX_INT && Number(value) >= -MAX_INT - 1;
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (maxLength === null)
    return value.length * 3 <= MAX_TEXT_BYTES || Buffer.byteLength(value) <= MAX_TEXT_BYTES;
  return value.length <= maxLength || [...value].length <= maxLength;
}

/**
 * Rows as a driver gave them, judged as input: a customer database's owner can put anything
 * anywhere.
 * @throws MoveProblem `ROW table count`, when some fit into no database of ours
 */
export function serializeRows(table: MovedTable, rows: readonly DatabaseRow[]): SerializedRow[] {
  let invalidCount = 0;
  const serializedRows = rows.map((row) => {
    if (!table.columns.every((column) => isValidValue(column, row[column.name]))) invalidCount += 1;
    return table.columns.map(({ name }) => {
      const value = row[name];
      return value === null ? null : typeof value === 'string' ? value : String(value);
    });
  });
  if (invalidCount > 0)
    throw new MoveProblemError(`ROW ${table.name} ${invalidCount}`, { isTransient: false });
  return serializedRows;
}

/** The key's columns are a table's first ones. */
export const rowKeyOf = (table: MovedTable, row: SerializedRow): RowKey =>
  row.slice(0, table.key.length) as string[];

/** A key as the triggers write it, parsed as input; null when it is none of this table's. */
export function parseRowKey(table: MovedTable, text: unknown): RowKey | null {
  let values: unknown;
  try {
    values = JSON.parse(String(text));
  } catch {
    return null;
  }
  if (!Array.isArray(values) || values.length !== table.key.length) return null;
  return table.key.every(
    (column, index) => typeof values[index] === 'string' && isValidValue(column, values[index]),
  )
    ? values
    : null;
}

export const rowBytes = (row: SerializedRow): number =>
  row.reduce((sum, value) => sum + (value?.length ?? 0) + 4, 0);

export const isSameRow = (a: SerializedRow | undefined, b: SerializedRow | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, index) => value === b[index]));
