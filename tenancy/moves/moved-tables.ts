import { type Column, type GuildTable, tenantTables } from '../../migrations/index.ts';

export interface MovedColumn extends Column {
  name: string;
}

/** A declared table as a move handles it. */
export interface MovedTable {
  name: string;
  /** The columns of the primary key after `guild_id`; none: one row per guild. */
  key: readonly MovedColumn[];
  /** All columns but `guild_id`, the key's first. */
  columns: readonly MovedColumn[];
}

/** Text of any kind: what has a length, and on which engines may differ. */
export const isTextColumn = ({ type }: Pick<Column, 'type'>): boolean =>
  type === 'text' || type === 'varchar';

export function toMovedTable({ name, key, columns }: GuildTable): MovedTable {
  const toColumn = (columnName: string): MovedColumn => ({
    name: columnName,
    ...(columns[columnName] as Column),
  });
  const otherColumns = Object.keys(columns).filter((columnName) => !key.includes(columnName));
  return {
    name,
    key: key.map(toColumn),
    columns: [...key, ...otherColumns].map(toColumn),
  };
}

const allTables: readonly GuildTable[] = tenantTables;

/**
 * Every table that moves with its guild, in the order in which they are copied. From our own
 * declarations and not from the catalogue, because a customer database's is not to be trusted.
 */
export const MOVED_TABLES: readonly MovedTable[] = allTables
  .filter(({ onMove }) => onMove === 'moved')
  .toSorted((a, b) => a.sinceVersion - b.sinceVersion)
  .map(toMovedTable);

/** Tables of every tenant database that stay where they are: its own bookkeeping. */
export const RESIDENT_TABLES: readonly string[] = [
  'schema_ledger',
  ...allTables
    .filter(({ onMove, isHomeRegionOnly }) => onMove === 'resident' && !isHomeRegionOnly)
    .map(({ name }) => name),
];

export const findMovedTable = (name: string): MovedTable | undefined =>
  MOVED_TABLES.find((each) => each.name === name);
