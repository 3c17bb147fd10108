import { controlMigrations } from './control/index.ts';
import { tenantMigrations } from './tenant/index.ts';
import { tenantTables } from './tenant/tables/index.ts';

export type { Column, GuildRetention, GuildTable } from './tenant/define-table.ts';
export type { NewRow, Row, TableName } from './tenant/row-types.ts';
export type { Migration, MigrationTarget } from './types.ts';
export { controlMigrations, tenantMigrations, tenantTables };
