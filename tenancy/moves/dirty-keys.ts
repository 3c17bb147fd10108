import type { RowKey } from './endpoint/key-conditions.ts';
import type { MovedTable } from './moved-tables.ts';

/** Rows to be compared again: they changed, or were put right, since the copy was verified. */
export class DirtyKeys {
  #tables = new Map<MovedTable, Map<string, { key: RowKey; hasDiffered: boolean }>>();

  /** It changed: a difference found before is no news. */
  add(table: MovedTable, keys: Iterable<RowKey>): void {
    const known =
      this.#tables.get(table) ?? new Map<string, { key: RowKey; hasDiffered: boolean }>();
    for (const key of keys) known.set(JSON.stringify(key), { key, hasDiffered: false });
    this.#tables.set(table, known);
  }

  has(table: MovedTable, key: RowKey): boolean {
    return this.#tables.get(table)?.has(JSON.stringify(key)) === true;
  }

  /** Both databases agree on it. */
  markEqual(table: MovedTable, key: RowKey): void {
    this.#tables.get(table)?.delete(JSON.stringify(key));
  }

  /** The databases differ on it. @returns whether they did so before, with no change in between */
  recordDifference(table: MovedTable, key: RowKey): boolean {
    const entry = this.#tables.get(table)?.get(JSON.stringify(key));
    if (!entry || entry.hasDiffered) return true;
    entry.hasDiffered = true;
    return false;
  }

  get size(): number {
    return [...this.#tables.values()].reduce((sum, keys) => sum + keys.size, 0);
  }

  list(): [MovedTable, RowKey[]][] {
    return [...this.#tables].map(([table, keys]) => [
      table,
      [...keys.values()].map(({ key }) => key),
    ]);
  }

  clear(): void {
    this.#tables.clear();
  }
}
