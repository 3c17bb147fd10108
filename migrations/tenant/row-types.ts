import type { Column } from './define-table.ts';
import type { tenantTables } from './tables/index.ts';

type TenantTable = (typeof tenantTables)[number];

/** The name of a table of the tenant schema. */
export type TableName = TenantTable['name'];

type ColumnsOf<Name extends TableName> = Extract<TenantTable, { name: Name }>['columns'];

/** 64-bit integers come back as decimal strings, on every engine. */
type ReadValue<C extends Column> =
  | (C['type'] extends 'integer' ? number : string)
  | (C['isNullable'] extends true ? null : never);

/** 64-bit integers may also be given as safe integers. */
type WrittenValue<C extends Column> =
  | (C['type'] extends 'integer' ? number : C['type'] extends 'bigint' ? string | number : string)
  | (C['isNullable'] extends true ? null : never);

type Columns = Record<string, Column>;

type NullableName<C extends Columns> = {
  [Name in keyof C]: C[Name]['isNullable'] extends true ? Name : never;
}[keyof C];

type ReadColumns<C extends Columns> = { -readonly [Name in keyof C]: ReadValue<C[Name]> };

type WrittenColumns<C extends Columns> = {
  -readonly [Name in Exclude<keyof C, NullableName<C>>]: WrittenValue<C[Name]>;
} & {
  -readonly [Name in NullableName<C>]?: WrittenValue<C[Name]>;
};

/** A row as it is read. */
export type Row<Name extends TableName> = { guild_id: string } & ReadColumns<ColumnsOf<Name>>;

/** A row as it is inserted: without `guild_id`, which tenant access sets. */
export type NewRow<Name extends TableName> = WrittenColumns<ColumnsOf<Name>>;
