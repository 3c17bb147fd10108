import type { Knex } from 'knex';
import { createTenancy, parseOperatorUrl, type Tenancy } from '../../tenancy/index.ts';
import { openPostgres } from '../../tenancy/pools/postgres.ts';
import { type StorageUrls, tenancyConfig, testDatabases } from '../../test/helpers/storage.ts';
import type { Context } from './types.ts';

/** A tenancy on databases of this measure's own. */
export async function ownTenancy({
  teardown,
}: Context): Promise<{ tenancy: Tenancy; urls: StorageUrls }> {
  const urls = await testDatabases(['eu-uk'], { own: true });
  const tenancy = createTenancy(tenancyConfig(urls));
  teardown(() => tenancy.close());
  return { tenancy, urls };
}

/**
 * What the door is held against: Knex on a pool with the very same options, pipelining included, on
 * the same tables. It comes as the mover, whom row security lets through (BYPASSRLS), so that it pays
 * for no policy, no guild setting and no fence: the price of doing without a door.
 */
export function barePool(urls: StorageUrls, { teardown }: Context): Knex {
  const [region] = urls.regions;
  const { poolLimits } = tenancyConfig(urls);
  const knex = openPostgres(parseOperatorUrl('MOVER', region?.mover ?? ''), {
    name: 'bench',
    schema: 'vektra',
    limits: poolLimits,
    pipeline: true,
  });
  teardown(() => knex.destroy());
  return knex;
}
