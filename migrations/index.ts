import { controlMigrations } from './control/index.ts';
import { tenantMigrations } from './tenant/index.ts';

export type { Migration, MigrationTarget } from './types.ts';
export { controlMigrations, tenantMigrations };
