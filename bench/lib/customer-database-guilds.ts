import type { CustomerDatabase } from '../../tenancy/customer-database/index.ts';
import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/migrate-all.ts';
import type { SecretStore } from '../../tenancy/secrets/index.ts';
import { createUnavailableSecretStore } from '../../tenancy/secrets/unavailable-secret-store.ts';
import type { DatabaseUrls } from '../../test/helpers/databases.ts';
import { runAsSuperuser } from '../../test/helpers/postgres.ts';

const FIRST_GUILD_ID = 810_000_000_000_000_000n;

/** Guilds that the registry says to be in databases of their own. @returns their ids */
export async function registerCustomerDatabaseGuilds(
  urls: DatabaseUrls,
  count: number,
  schemaVersion = TENANT_SCHEMA_VERSION,
): Promise<string[]> {
  await runAsSuperuser(
    `INSERT INTO guilds (guild_id, kind, region, epoch, state, secret_ref, secret_version,
                         schema_version, change_seq, created_at)
     SELECT id, 'own', '${urls.regions[0]?.key}', 1, 'active', 'tenants/' || id || '/db/bench', 1,
            ${schemaVersion}, 0, 0
     FROM generate_series(${FIRST_GUILD_ID}, ${FIRST_GUILD_ID + BigInt(count - 1)}) AS id`,
    new URL(urls.control).pathname.slice(1),
  );
  return Array.from({ length: count }, (_, index) => String(FIRST_GUILD_ID + BigInt(index)));
}

/** As Vault, which is another machine in production: what it costs there is not measured here. */
export const createSecretStoreFor = (
  databaseOf: (index: number) => CustomerDatabase,
): SecretStore => ({
  ...createUnavailableSecretStore(),
  async get(path) {
    const guildId = path.split('/')[1] ?? '';
    return { version: 1, data: { ...databaseOf(Number(BigInt(guildId) - FIRST_GUILD_ID)) } };
  },
});
