import type { Knex } from 'knex';
import type { MigrationTarget } from '../types.ts';

/** The guild that the transaction acts for; NULL when none was set, which matches no row. */
export const CURRENT_GUILD_SQL = `nullif(current_setting('vektra.guild_id', true), '')::bigint`;

/**
 * In a region's cluster: row security, forced on the owner too, and the app role's grants. The
 * sub-select makes the setting an init plan: it is evaluated once a query, not once a row.
 */
export function withRowSecurity(
  schema: Knex.SchemaBuilder,
  table: string,
  target: MigrationTarget,
): Knex.SchemaBuilder {
  if (!target.managed) return schema;
  return schema
    .raw(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
    .raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    .raw(
      `CREATE POLICY own_guild ON ${table} USING (guild_id = (SELECT ${CURRENT_GUILD_SQL}))
         WITH CHECK (guild_id = (SELECT ${CURRENT_GUILD_SQL}))`,
    )
    .raw(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vektra_app, vektra_mover`);
}
