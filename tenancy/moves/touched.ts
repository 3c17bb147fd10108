import type { Key } from './place/keys.ts';
import type { Table } from './tables.ts';

/** Rows to be compared again: they changed, or were put right, since the copy was verified. */
export class Touched {
  #tables = new Map<Table, Map<string, { key: Key; differed: boolean }>>();

  /** It changed: a difference found before is no news. */
  add(table: Table, keys: Iterable<Key>): void {
    const known = this.#tables.get(table) ?? new Map();
    for (const key of keys) known.set(JSON.stringify(key), { key, differed: false });
    this.#tables.set(table, known);
  }

  has(table: Table, key: Key): boolean {
    return this.#tables.get(table)?.has(JSON.stringify(key)) === true;
  }

  /** Both places agree on it. */
  settle(table: Table, key: Key): void {
    this.#tables.get(table)?.delete(JSON.stringify(key));
  }

  /** The places differ on it. @returns whether they did so before, with no change in between */
  differs(table: Table, key: Key): boolean {
    const entry = this.#tables.get(table)?.get(JSON.stringify(key));
    if (!entry || entry.differed) return true;
    entry.differed = true;
    return false;
  }

  get size(): number {
    return [...this.#tables.values()].reduce((sum, keys) => sum + keys.size, 0);
  }

  list(): [Table, Key[]][] {
    return [...this.#tables].map(([table, keys]) => [
      table,
      [...keys.values()].map(({ key }) => key),
    ]);
  }

  clear(): void {
    this.#tables.clear();
  }
}
