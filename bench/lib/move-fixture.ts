import type { Knex } from 'knex';
import { tenantMigrations } from '../../migrations/index.ts';
import { createTenancy, parseOperatorUrl, type Tenancy } from '../../tenancy/index.ts';
import { createMoves, type Moves, type MovesOptions } from '../../tenancy/moves/index.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import {
  createTenancyConfig,
  type DatabaseUrls,
  testDatabases,
} from '../../test/helpers/databases.ts';
import type { BenchmarkContext } from './types.ts';

export interface MoveFixture {
  tenancy: Tenancy;
  urls: DatabaseUrls;
  /** By region. */
  movers: Map<string, Knex>;
  moves(options: Partial<Pick<MovesOptions, 'checkpoint' | 'limits'>>): Moves;
}

/** Two regions, a tenancy for writers, and moves between them. */
export async function createMoveFixture({ teardown }: BenchmarkContext): Promise<MoveFixture> {
  const urls = await testDatabases(['eu-uk', 'us-east'], { own: true });
  const tenancy = createTenancy(createTenancyConfig(urls));
  teardown(() => tenancy.close());
  const open = (url: string, name: string, schema: string, pipeline = false) => {
    const knex = createPostgresKnex(parseOperatorUrl('BENCH', url), {
      name,
      schema,
      pipeline,
      limits: { statementMs: 120_000 },
    });
    teardown(() => knex.destroy());
    return knex;
  };
  const control = open(urls.control, 'bench', 'public');
  const pools = new Map(
    urls.regions.map(({ key, app, mover }) => [
      key,
      { app: open(app, 'bench', 'vektra', true), mover: open(mover, 'bench', 'vektra') },
    ]),
  );
  return {
    tenancy,
    urls,
    movers: new Map([...pools].map(([key, { mover }]) => [key, mover])),
    moves: (options) =>
      createMoves({
        control,
        tenantMigrations,
        owner: 'bench',
        async openDatabase(_guildId, ref) {
          const region = ref.kind === 'managed' ? pools.get(ref.region) : undefined;
          if (!region) throw new Error('no such region');
          return { ref, engine: 'postgres', isManaged: true, ...region, release() {} };
        },
        ...options,
      }),
  };
}
