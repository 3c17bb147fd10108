import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { loadPlacement } from '../../../tenancy/control/guilds.ts';
import {
  type CustomerDatabase,
  createCustomerKnex,
} from '../../../tenancy/customer-database/index.ts';
import { getDriverCode } from '../../../tenancy/errors.ts';
import type { MoveDatabase, PlacementRef } from '../../../tenancy/moves/index.ts';
import { PlacementCache } from '../../../tenancy/placement/cache.ts';
import { createMysqlKnex, type MysqlAddress } from '../../../tenancy/pools/mysql.ts';
import { parseOperatorUrl } from '../../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../../tenancy/pools/postgres.ts';
import { createTenantAccess, type TenantAccess } from '../../../tenancy/tenant-access.ts';
import { createLocalGuard, createPooledPostgres } from '../../helpers/customer-databases.ts';
import { type DatabaseUrls, testDatabases } from '../../helpers/databases.ts';
import { createMariadbDatabase } from '../../helpers/mariadb.ts';
import { createRoleUrl, getSharedPostgres, runAsSuperuser } from '../../helpers/postgres.ts';

/** Where everything is, as a process is told it. */
export interface DatabasesSpec {
  control: string;
  regions: DatabaseUrls['regions'];
  /** Own databases by their secret's ref. */
  customerDatabases: Record<
    string,
    { postgres: string } | { pooled: CustomerDatabase } | { mysql: MysqlAddress }
  >;
}

/**
 * Two of each kind of own database per guild, so that it can move between two alike; the second
 * Postgres is behind a pooler.
 */
export async function createDatabases(
  guilds: readonly string[],
  teardown: (end: () => Promise<unknown>) => void,
): Promise<DatabasesSpec> {
  const { control, regions } = await testDatabases(['eu-uk', 'us-east'], { own: true });
  const customerDatabases: DatabasesSpec['customerDatabases'] = {};
  const test = { teardown: (end: () => unknown) => teardown(async () => end()) };
  for (const guildId of guilds)
    for (const serial of [1, 2]) {
      customerDatabases[`${guildId}/postgres/${serial}`] =
        serial === 1
          ? { postgres: await createCustomerPostgres() }
          : { pooled: (await createPooledPostgres(test)).database };
      const { server, database } = await createMariadbDatabase(test);
      customerDatabases[`${guildId}/mysql/${serial}`] = { mysql: { ...server, database } };
    }
  return { control, regions, customerDatabases };
}

async function createCustomerPostgres(): Promise<string> {
  const { port, password } = getSharedPostgres();
  const name = `t_own_${randomBytes(8).toString('hex')}`;
  await runAsSuperuser(`CREATE DATABASE ${name}`);
  return createRoleUrl('postgres', password, port, name);
}

export interface OpenDatabases {
  control: Knex;
  openDatabase(guildId: string, ref: PlacementRef): Promise<MoveDatabase>;
  /**
   * The product's tenant access without notifications: its placements are as stale as they can be.
   */
  createTenantAccess(): TenantAccess;
  close(): Promise<void>;
}

/** Pools of one process, opened when first used. */
export function openDatabases(spec: DatabasesSpec, name: string): OpenDatabases {
  const pools = new Map<string, Knex>();
  const pool = (key: string, create: () => Knex): Knex => {
    const existing = pools.get(key) ?? create();
    pools.set(key, existing);
    return existing;
  };
  const postgres = (url: string, schema: string) =>
    pool(url, () =>
      createPostgresKnex(parseOperatorUrl('CHAOS', url), {
        name,
        schema,
        limits: { acquireMs: 30_000, connectMs: 30_000, max: 12 },
      }),
    );
  const control = postgres(spec.control, 'public');
  const region = (key: string) => {
    const found = spec.regions.find((each) => each.key === key);
    if (!found) throw new Error('no such region');
    return { app: postgres(found.app, 'vektra'), mover: postgres(found.mover, 'vektra') };
  };
  const openCustomerDatabase = (secretRef: string) => {
    const address = spec.customerDatabases[secretRef];
    if (!address) throw new Error('no such database');
    if ('mysql' in address)
      return pool(secretRef, () => createMysqlKnex(address.mysql, { max: 12 }));
    if ('pooled' in address)
      return pool(secretRef, () =>
        createCustomerKnex(address.pooled, createLocalGuard(), {
          max: 12,
          acquireMs: 30_000,
          connectMs: 30_000,
          handshakeMs: 30_000,
        }),
      );
    return postgres(address.postgres, 'vektra');
  };
  return {
    control,
    async openDatabase(_guildId, ref) {
      if (ref.kind === 'managed')
        return { ref, engine: 'postgres', isManaged: true, ...region(ref.region), release() {} };
      const knex = openCustomerDatabase(ref.secretRef);
      return { ref, engine: ref.engine, isManaged: false, app: knex, mover: knex, release() {} };
    },
    createTenantAccess: () =>
      createTenantAccess(
        new PlacementCache((guildId) => loadPlacement(control, guildId)),
        {
          regionDatabase: (key) => region(key).app,
          withCustomerDatabase: (placement, work) =>
            work(openCustomerDatabase(placement.secret?.ref ?? '')).catch(rethrowGoneAsClosed),
        },
        Date.now,
      ),
    async close() {
      await Promise.all([...pools.values()].map((each) => each.destroy()));
    },
  };
}

/** Answers of a place whose tables were taken away, by engine. */
const TABLES_GONE_CODES = /ER_NO_SUCH_TABLE|42P01|42883|3F000/;

/**
 * Here the old copy goes a moment after the switch, not a day: whoever still knows the old place
 * finds it gone, where the product's caches would have found it closed.
 */
function rethrowGoneAsClosed(error: unknown): never {
  if (!TABLES_GONE_CODES.test(getDriverCode(error) ?? '')) throw error;
  throw Object.assign(new Error('gone'), { code: 'VK001' });
}

/** The place that the registry names. */
export async function readPlacement(
  { control }: Pick<OpenDatabases, 'control'>,
  guildId: string,
): Promise<{ ref: PlacementRef; epoch: string }> {
  const row = await control('guilds').where('guild_id', guildId).first();
  const ref: PlacementRef =
    row.kind === 'managed'
      ? { kind: 'managed', region: row.region }
      : { kind: 'own', engine: row.engine, secretRef: row.secret_ref, secretVersion: 1 };
  return { ref, epoch: row.epoch };
}
