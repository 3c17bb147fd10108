import type { Knex } from 'knex';
import type { RegionConfig, TenancyConfig } from '../config.ts';
import { createPostgresKnex } from './postgres.ts';

/** One pool per region and role in this process, opened when first used. */
export function createRegionPools(config: TenancyConfig): {
  app(key: string): Knex;
  mover(key: string): Knex;
  close(): Promise<void>;
} {
  const pools = new Map<string, Knex>();
  const regions = new Map(config.regions.map((region) => [region.key, region]));

  const pool = (key: string, role: 'app' | 'mover', create: (region: RegionConfig) => Knex) => {
    const name = `${key} ${role}`;
    const known = pools.get(name);
    if (known) return known;
    const region = regions.get(key);
    if (!region) throw new Error(`region "${key}" is not configured`);
    const knex = create(region);
    pools.set(name, knex);
    return knex;
  };

  return {
    app: (key) =>
      pool(key, 'app', (region) =>
        createPostgresKnex(region.app, {
          name: key,
          schema: 'vektra',
          limits: config.poolLimits,
          pipeline: true,
        }),
      ),
    mover: (key) =>
      pool(key, 'mover', (region) =>
        createPostgresKnex(region.mover, {
          name: `${key} mover`,
          schema: 'vektra',
          limits: { max: 2 },
        }),
      ),
    async close() {
      await Promise.all([...pools.values()].map((knex) => knex.destroy()));
    },
  };
}
