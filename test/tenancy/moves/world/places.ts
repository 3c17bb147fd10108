import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import type { MovePlace, OpenPlace, PlaceRef } from '../../../../tenancy/moves/types.ts';
import { openMysql } from '../../../../tenancy/pools/mysql.ts';
import { parseOperatorUrl } from '../../../../tenancy/pools/operator-url.ts';
import { openPostgres, type PoolLimits } from '../../../../tenancy/pools/postgres.ts';
import { mariadbDatabase } from '../../../helpers/mariadb.ts';
import { registerSecret } from '../../../helpers/own-secret.ts';
import { asSuperuser, roleUrl, sharedPostgres } from '../../../helpers/postgres.ts';
import { type StorageUrls, testDatabases } from '../../../helpers/storage.ts';

export type PlaceKind = 'region' | 'other region' | 'postgres' | 'mariadb';

/** Databases of a test file, opened once; own ones are made when a guild first asks for them. */
export interface Places {
  control: Knex;
  openPlace: OpenPlace;
  ref(guildId: string, kind: PlaceKind): Promise<PlaceRef>;
  urls: StorageUrls;
}

const LIMITS: Partial<PoolLimits> = { acquireMs: 30_000, connectMs: 30_000 };
const REGIONS = { region: 'eu-uk', 'other region': 'us-east' } as const;

export async function openPlaces(t: Pick<ExecutionContext, 'teardown'>): Promise<Places> {
  const urls = await testDatabases(Object.values(REGIONS), { own: true });
  const pools: Knex[] = [];
  t.teardown(() => Promise.all(pools.map((pool) => pool.destroy())));
  const keep = (pool: Knex) => {
    pools.push(pool);
    return pool;
  };
  const postgres = (url: string, name: string, pipeline = false) =>
    keep(
      openPostgres(parseOperatorUrl('TEST', url), {
        name,
        schema: name === 'control' ? 'public' : 'vektra',
        limits: LIMITS,
        pipeline,
      }),
    );
  const regions = new Map(
    urls.regions.map(({ key, app, mover }) => [
      key,
      { app: postgres(app, 'app', true), mover: postgres(mover, 'mover') },
    ]),
  );
  const own = new Map<string, { engine: 'postgres' | 'mysql'; knex: Knex }>();

  const places: Places = {
    urls,
    control: postgres(urls.control, 'control'),
    async openPlace(_guildId, ref): Promise<MovePlace> {
      if (ref.kind === 'managed') {
        const pools = regions.get(ref.region);
        if (!pools) throw new Error('no such region');
        return { ref, engine: 'postgres', managed: true, ...pools, release() {} };
      }
      const place = own.get(ref.secretRef);
      if (!place) throw new Error('no such database');
      const { engine, knex } = place;
      return { ref, engine, managed: false, app: knex, mover: knex, release() {} };
    },
    async ref(guildId, kind): Promise<PlaceRef> {
      if (kind === 'region' || kind === 'other region')
        return { kind: 'managed', region: REGIONS[kind] };
      const secretRef = `${guildId}/${kind}`;
      if (!own.has(secretRef)) {
        if (kind === 'postgres')
          own.set(secretRef, { engine: 'postgres', knex: postgres(await ownPostgres(), 'own') });
        else {
          const { server, database } = await mariadbDatabase(t);
          const knex = keep(openMysql({ ...server, database }, { max: 12 }));
          own.set(secretRef, { engine: 'mysql', knex });
        }
      }
      const { engine } = own.get(secretRef) as { engine: 'postgres' | 'mysql' };
      await registerSecret(places.control, { guildId, engine, secretRef });
      return { kind: 'own', engine, secretRef, secretVersion: 1 };
    },
  };
  return places;
}

/** As a customer's is: sorted by a language's rules, which are not the order of bytes. */
async function ownPostgres(): Promise<string> {
  const { port, password } = sharedPostgres();
  const name = `t_own_${randomBytes(8).toString('hex')}`;
  await asSuperuser(
    `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'`,
  );
  return roleUrl('postgres', password, port, name);
}
