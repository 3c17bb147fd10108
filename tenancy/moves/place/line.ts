import type { Row } from '../../types.ts';
import { MoveProblem } from '../problem.ts';
import type { Column, Table } from '../tables.ts';
import type { Key } from './keys.ts';

/** A row in the one form that all engines share: the table's columns in their order, as text. */
export type Line = readonly (string | null)[];

export const MAX_TEXT_BYTES = 16 * 1024 * 1024;

const BIG = /^-?[0-9]{1,19}$/;
const MAX_BIG = 2n ** 63n - 1n;
const MAX_INT = 2 ** 31 - 1;

const isBig = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' &&
      BIG.test(value) &&
      (value.length < 19 || (BigInt(value) <= MAX_BIG && BigInt(value) >= -MAX_BIG - 1n));

function fits({ type, nullable }: Column, value: unknown): boolean {
  if (value === null) return nullable;
  if (type === 'big') return isBig(value);
  if (type === 'int')
    return isBig(value) && Number(value) <= MAX_INT && Number(value) >= -MAX_INT - 1;
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (type === 'text')
    return value.length * 3 <= MAX_TEXT_BYTES || Buffer.byteLength(value) <= MAX_TEXT_BYTES;
  return value.length <= type || [...value].length <= type;
}

/**
 * Rows as a driver gave them, judged as input: an own database's owner can put anything anywhere.
 * @throws MoveProblem `ROW table count`, when some fit into no database of ours
 */
export function linesOf(table: Table, rows: readonly Row[]): Line[] {
  let bad = 0;
  const lines = rows.map((row) => {
    if (!table.columns.every((column) => fits(column, row[column.name]))) bad += 1;
    return table.columns.map(({ name }) => {
      const value = row[name];
      return value === null ? null : typeof value === 'string' ? value : String(value);
    });
  });
  if (bad > 0) throw new MoveProblem(`ROW ${table.name} ${bad}`, { passes: false });
  return lines;
}

/** The key's columns are a table's first ones. */
export const keyOf = (table: Table, line: Line): Key => line.slice(0, table.key.length) as string[];

/** A key as the triggers write it, parsed as input; null when it is none of this table's. */
export function parseKey(table: Table, text: unknown): Key | null {
  let list: unknown;
  try {
    list = JSON.parse(String(text));
  } catch {
    return null;
  }
  if (!Array.isArray(list) || list.length !== table.key.length) return null;
  return table.key.every(
    (column, index) => typeof list[index] === 'string' && fits(column, list[index]),
  )
    ? list
    : null;
}

export const lineBytes = (line: Line): number =>
  line.reduce((sum, value) => sum + (value?.length ?? 0) + 4, 0);

export const sameLine = (a: Line | undefined, b: Line | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, index) => value === b[index]));
