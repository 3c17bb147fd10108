import { createTenancy, type Tenancy } from '../../tenancy/index.ts';
import type { OwnDatabase } from '../../tenancy/own/index.ts';
import { type StorageUrls, tenancyConfig, testDatabases } from '../../test/helpers/storage.ts';
import { registerOwnGuilds, secretsFor } from './own-guilds.ts';
import { ALLOW } from './own-server.ts';
import type { Context } from './types.ts';

const at = (port: number): OwnDatabase => ({
  engine: 'postgres',
  host: '127.0.0.1',
  port,
  user: 'nobody',
  password: 'nobody',
  database: 'nothing',
  ca: null,
});

/** A tenancy with one guild whose own database is said to be at this port, where none is. */
export async function deadGuild(
  { teardown }: Context,
  port: number,
): Promise<{ tenancy: Tenancy; urls: StorageUrls; dead: string }> {
  const urls = await testDatabases(['eu-uk'], { own: true });
  const [dead = ''] = await registerOwnGuilds(urls, 1);
  const tenancy = createTenancy(
    { ...tenancyConfig(urls), own: { allow: ALLOW } },
    { secrets: secretsFor(() => at(port)) },
  );
  teardown(() => tenancy.close());
  return { tenancy, urls, dead };
}
