import type { Drive } from '../drive.ts';
import type { Key } from '../place/keys.ts';
import { keyOf, type Line, sameLine } from '../place/line.ts';
import { readKeys } from '../place/read.ts';
import type { Table } from '../tables.ts';

const byKey = (table: Table, lines: readonly Line[]) =>
  new Map(lines.map((line) => [JSON.stringify(keyOf(table, line)), line]));

/** Keys of rows that are in one list only, or not alike in both. */
export function differingKeys(table: Table, ours: readonly Line[], theirs: readonly Line[]): Key[] {
  if (ours.length === theirs.length && ours.every((line, index) => sameLine(line, theirs[index])))
    return [];
  const [left, right] = [byKey(table, ours), byKey(table, theirs)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((name) => !sameLine(left.get(name), right.get(name)))
    .map((name) => JSON.parse(name) as Key);
}

/** Of these keys, those on which the places differ now. */
export async function stillDiffering(
  drive: Drive,
  table: Table,
  keys: readonly Key[],
): Promise<Key[]> {
  if (keys.length === 0) return [];
  const { source, target } = await drive.sides();
  const [ours, theirs] = await Promise.all([
    readKeys(source, table, keys),
    readKeys(target, table, keys),
  ]);
  return differingKeys(table, ours, theirs);
}
