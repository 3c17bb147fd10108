import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/places.ts';
import type { OwnDatabase } from '../../tenancy/own/index.ts';
import { absentSecretStore } from '../../tenancy/secrets/absent.ts';
import type { SecretStore } from '../../tenancy/secrets/index.ts';
import { asSuperuser } from '../../test/helpers/postgres.ts';
import type { StorageUrls } from '../../test/helpers/storage.ts';

const FIRST = 810_000_000_000_000_000n;

/** Guilds that the registry says to be in databases of their own. @returns their ids */
export async function registerOwnGuilds(
  urls: StorageUrls,
  count: number,
  schemaVersion = TENANT_SCHEMA_VERSION,
): Promise<string[]> {
  await asSuperuser(
    `INSERT INTO guilds (guild_id, kind, region, epoch, state, secret_ref, secret_version,
                         schema_version, change_seq, created_at)
     SELECT id, 'own', '${urls.regions[0]?.key}', 1, 'active', 'tenants/' || id || '/db/bench', 1,
            ${schemaVersion}, 0, 0
     FROM generate_series(${FIRST}, ${FIRST + BigInt(count - 1)}) AS id`,
    new URL(urls.control).pathname.slice(1),
  );
  return Array.from({ length: count }, (_, index) => String(FIRST + BigInt(index)));
}

/** As Vault, which is another machine in production: what it costs there is not measured here. */
export const secretsFor = (databaseOf: (index: number) => OwnDatabase): SecretStore => ({
  ...absentSecretStore(),
  async get(path) {
    const guildId = path.split('/')[1] ?? '';
    return { version: 1, data: { ...databaseOf(Number(BigInt(guildId) - FIRST)) } };
  },
});
