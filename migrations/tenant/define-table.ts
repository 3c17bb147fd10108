/**
 * Declares a table of the tenant schema once. From the declarations in `tables/` are derived the
 * list of what a move copies and verifies, the retention of guild rows, row types, and which
 * columns an erasure or an export of a person's data has to handle.
 *
 * A declaration says what the schema is after the newest migration. Migrations never import it:
 * each is frozen SQL of its own, and a test compares what all of them build with the declarations.
 */

/** Physical types, the same on Postgres and MySQL/MariaDB. `bigint` is read as a decimal string. */
export type ColumnType = 'bigint' | 'integer' | 'text' | 'varchar';

/**
 * Whose personal data a column holds: the artist's of the row's submission, or that of whoever
 * acted (staff, or the artist acting for themselves). Null: nobody's.
 */
export type DataSubject = 'artist' | 'actor' | null;

export interface Column<
  Type extends ColumnType = ColumnType,
  IsNullable extends boolean = boolean,
> {
  type: Type;
  /** Characters, of `varchar`; null for other types. */
  maxLength: number | null;
  isNullable: IsNullable;
  dataSubject: DataSubject;
}

/** When rows of a guild are removed by themselves. */
export interface GuildRetention {
  /** Epoch ms, or a row id whose UUIDv7 begins with its time. */
  column: string;
  columnKind: 'time' | 'uuidv7';
  /** ms that a row is kept after that time. */
  keepMs: number;
  /** Only rows with these values; by default all. */
  where?: Readonly<Record<string, string>>;
  reason: string;
}

/** A table of the tenant schema. Every table also has `guild_id`, the first column of its key. */
export interface GuildTable<
  Name extends string = string,
  Columns extends Record<string, Column> = Record<string, Column>,
> {
  name: Name;
  /**
   * The migration that creates it. Moves copy tables in this order, which new tables do not change.
   */
  sinceVersion: number;
  columns: Columns;
  /** Columns of the primary key after `guild_id`; none: one row per guild. */
  key: readonly string[];
  /**
   * `moved`: copied with the guild. `resident`: describes the database that it is in, and stays.
   */
  onMove: 'moved' | 'resident';
  /** True: only in the cluster of the guild's home region, never in a customer database. */
  isHomeRegionOnly: boolean;
  /**
   * Who may use it in a region's cluster. `guild`: the app role, under row security. `mover`: only
   * the mover role; others reach it by SQL functions. `region`: the app role, over all guilds: ids
   * and times only, no content.
   */
  access: 'guild' | 'mover' | 'region';
  retention: GuildRetention | null;
}

/** What a declaration says, checked against its own columns; the rest has a default. */
interface TableDefinition<Name extends string, Columns extends Record<string, Column>>
  extends Pick<GuildTable<Name, Columns>, 'name' | 'sinceVersion' | 'columns'>,
    Partial<Pick<GuildTable, 'onMove' | 'isHomeRegionOnly' | 'access'>> {
  key: readonly (keyof Columns & string)[];
  retention?: GuildRetention & { column: keyof Columns & string };
}

/**
 * By default a table is moved, under row security, and its rows live until somebody removes them.
 */
export function defineTable<
  const Name extends string,
  const Columns extends Record<string, Column>,
>(definition: TableDefinition<Name, Columns>): GuildTable<Name, Columns> {
  return {
    onMove: 'moved',
    isHomeRegionOnly: false,
    access: 'guild',
    retention: null,
    ...definition,
  };
}

const column = <Type extends ColumnType>(
  type: Type,
  dataSubject: DataSubject = null,
  maxLength: number | null = null,
): Column<Type, false> => ({ type, maxLength, isNullable: false, dataSubject });

/** A count, a number or a revision that may exceed 32 bits. */
export const bigint = () => column('bigint');
/** At most 32 bits. */
export const integer = () => column('integer');
/** Epoch ms. */
export const timestamp = () => column('bigint');
/** A Discord id. */
export const snowflake = (dataSubject: DataSubject) => column('bigint', dataSubject);
/** One of our own row ids: a UUIDv7 in canonical form. */
export const rowId = () => column('varchar', null, 36);
/** @param maxLength characters */
export const varchar = (maxLength: number, dataSubject: DataSubject) =>
  column('varchar', dataSubject, maxLength);
/** Text, or JSON kept as text, of at most 16 MB. */
export const text = (dataSubject: DataSubject) => column('text', dataSubject);

export const nullable = <Type extends ColumnType>(
  notNullable: Column<Type, false>,
): Column<Type, true> => ({ ...notNullable, isNullable: true });

/** @returns ms */
export const days = (count: number): number => count * 86_400_000;
