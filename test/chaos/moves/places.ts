import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { loadPlacement } from '../../../tenancy/control/guilds.ts';
import { createDoor, type Door } from '../../../tenancy/door.ts';
import { driverCode } from '../../../tenancy/errors.ts';
import type { MovePlace, PlaceRef } from '../../../tenancy/moves/index.ts';
import { PlacementCache } from '../../../tenancy/placement/cache.ts';
import { type MysqlAddress, openMysql } from '../../../tenancy/pools/mysql.ts';
import { parseOperatorUrl } from '../../../tenancy/pools/operator-url.ts';
import { openPostgres } from '../../../tenancy/pools/postgres.ts';
import { mariadbDatabase } from '../../helpers/mariadb.ts';
import { asSuperuser, roleUrl, sharedPostgres } from '../../helpers/postgres.ts';
import { type StorageUrls, testDatabases } from '../../helpers/storage.ts';

/** Where everything is, as a process is told it. */
export interface PlacesSpec {
  control: string;
  regions: StorageUrls['regions'];
  /** Own databases by their secret's ref. */
  own: Record<string, { postgres: string } | { mysql: MysqlAddress }>;
}

/** Two of each kind of own database per guild, so that it can move between two alike. */
export async function makePlaces(
  guilds: readonly string[],
  teardown: (end: () => Promise<unknown>) => void,
): Promise<PlacesSpec> {
  const { control, regions } = await testDatabases(['eu-uk', 'us-east'], { own: true });
  const own: PlacesSpec['own'] = {};
  for (const guildId of guilds)
    for (const serial of [1, 2]) {
      own[`${guildId}/postgres/${serial}`] = { postgres: await ownPostgres() };
      const { server, database } = await mariadbDatabase({
        teardown: (end) => teardown(async () => end()),
      });
      own[`${guildId}/mysql/${serial}`] = { mysql: { ...server, database } };
    }
  return { control, regions, own };
}

async function ownPostgres(): Promise<string> {
  const { port, password } = sharedPostgres();
  const name = `t_own_${randomBytes(8).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name}`);
  return roleUrl('postgres', password, port, name);
}

export interface OpenedPlaces {
  control: Knex;
  openPlace(guildId: string, ref: PlaceRef): Promise<MovePlace>;
  /** The product's own door, which hears of no change: its placements are as old as they can be. */
  door(): Door;
  close(): Promise<void>;
}

/** Pools of one process, opened when first used. */
export function openPlaces(spec: PlacesSpec, name: string): OpenedPlaces {
  const pools = new Map<string, Knex>();
  const pool = (key: string, make: () => Knex): Knex => {
    const known = pools.get(key) ?? make();
    pools.set(key, known);
    return known;
  };
  const postgres = (url: string, schema: string) =>
    pool(url, () =>
      openPostgres(parseOperatorUrl('CHAOS', url), {
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
  const own = (secretRef: string) => {
    const address = spec.own[secretRef];
    if (!address) throw new Error('no such database');
    return 'mysql' in address
      ? pool(secretRef, () => openMysql(address.mysql, { max: 12 }))
      : postgres(address.postgres, 'vektra');
  };
  return {
    control,
    async openPlace(_guildId, ref) {
      if (ref.kind === 'managed')
        return { ref, engine: 'postgres', managed: true, ...region(ref.region), release() {} };
      const knex = own(ref.secretRef);
      return { ref, engine: ref.engine, managed: false, app: knex, mover: knex, release() {} };
    },
    door: () =>
      createDoor(
        new PlacementCache((guildId) => loadPlacement(control, guildId)),
        {
          managed: (key) => region(key).app,
          own: (at, work) => work(own(at.secret?.ref ?? '')).catch(closedWhenGone),
        },
        Date.now,
      ),
    async close() {
      await Promise.all([...pools.values()].map((each) => each.destroy()));
    },
  };
}

/** Answers of a place whose tables were taken away, by engine. */
const GONE = /ER_NO_SUCH_TABLE|42P01|42883|3F000/;

/**
 * Here the old copy goes a moment after the switch, not a day: whoever still knows the old place finds
 * it gone, where the product's caches would have found it closed.
 */
function closedWhenGone(error: unknown): never {
  if (!GONE.test(driverCode(error) ?? '')) throw error;
  throw Object.assign(new Error('gone'), { code: 'VK001' });
}

/** The place that the registry names. */
export async function placeOf(
  { control }: Pick<OpenedPlaces, 'control'>,
  guildId: string,
): Promise<{ ref: PlaceRef; epoch: string }> {
  const row = await control('guilds').where('guild_id', guildId).first();
  const ref: PlaceRef =
    row.kind === 'managed'
      ? { kind: 'managed', region: row.region }
      : { kind: 'own', engine: row.engine, secretRef: row.secret_ref, secretVersion: 1 };
  return { ref, epoch: row.epoch };
}
