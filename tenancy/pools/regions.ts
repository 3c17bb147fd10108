import type { Knex } from 'knex';
import type { RegionConfig, TenancyConfig } from '../config.ts';
import { openPostgres } from './postgres.ts';

/** One pool per region and role in this process, opened when first used. */
export function regionPools(config: TenancyConfig): {
  app(key: string): Knex;
  mover(key: string): Knex;
  close(): Promise<void>;
} {
  const open = new Map<string, Knex>();
  const regions = new Map(config.regions.map((region) => [region.key, region]));

  const pool = (key: string, role: 'app' | 'mover', make: (region: RegionConfig) => Knex) => {
    const name = `${key} ${role}`;
    const known = open.get(name);
    if (known) return known;
    const region = regions.get(key);
    if (!region) throw new Error(`region "${key}" is not configured`);
    const knex = make(region);
    open.set(name, knex);
    return knex;
  };

  return {
    app: (key) =>
      pool(key, 'app', (region) =>
        openPostgres(region.app, {
          name: key,
          schema: 'vektra',
          limits: config.poolLimits,
          pipeline: true,
        }),
      ),
    mover: (key) =>
      pool(key, 'mover', (region) =>
        openPostgres(region.mover, { name: `${key} mover`, schema: 'vektra', limits: { max: 2 } }),
      ),
    async close() {
      await Promise.all([...open.values()].map((knex) => knex.destroy()));
    },
  };
}
