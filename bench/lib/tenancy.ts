import type { Knex } from 'knex';
import { createTenancy, parseOperatorUrl, type Tenancy } from '../../tenancy/index.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import {
  createTenancyConfig,
  type DatabaseUrls,
  testDatabases,
} from '../../test/helpers/databases.ts';
import type { BenchmarkContext } from './types.ts';

/** A tenancy on databases of this measure's own. */
export async function createBenchTenancy(
  { teardown }: BenchmarkContext,
  region = 'eu-uk',
): Promise<{ tenancy: Tenancy; urls: DatabaseUrls }> {
  const urls = await testDatabases([region], { own: true });
  const tenancy = createTenancy(createTenancyConfig(urls));
  teardown(() => tenancy.close());
  return { tenancy, urls };
}

/**
 * The baseline of tenant access: Knex on a pool with the very same options, pipelining included, on
 * the same tables. It comes as the mover, whom row security lets through (BYPASSRLS), so that it
 * pays for no policy, no guild setting and no fence.
 */
export function createBaselinePool(urls: DatabaseUrls, { teardown }: BenchmarkContext): Knex {
  const [region] = urls.regions;
  const { poolLimits } = createTenancyConfig(urls);
  const knex = createPostgresKnex(parseOperatorUrl('MOVER', region?.mover ?? ''), {
    name: 'bench',
    schema: 'vektra',
    limits: poolLimits,
    pipeline: true,
  });
  teardown(() => knex.destroy());
  return knex;
}
