import type { Knex } from 'knex';

/**
 * What the control database knows of an own database's secret, for tests that open the database
 * themselves.
 */
export async function registerSecret(
  control: Knex,
  secret: { guildId: string; engine: 'postgres' | 'mysql'; secretRef: string },
): Promise<void> {
  await control('database_secrets')
    .insert({
      secret_ref: secret.secretRef,
      guild_id: secret.guildId,
      engine: secret.engine,
      version: 1,
      state: 'candidate',
      server: 'test',
      created_by: 1,
      created_at: 1,
      changed_at: 1,
    })
    .onConflict('secret_ref')
    .ignore();
}
