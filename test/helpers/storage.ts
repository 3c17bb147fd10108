import type { ExecutionContext } from 'ava';
import { createTenancy, parseOperatorUrl, type Tenancy } from '../../tenancy/index.ts';
import {
  CONTROL_TEMPLATE,
  cloneDatabase,
  REGION_TEMPLATE,
  roleUrl,
  sharedPostgres,
} from './postgres.ts';

export interface StorageUrls {
  control: string;
  regions: { key: string; name: string; app: string; owner: string; mover: string }[];
}

type Teardown = Pick<ExecutionContext, 'teardown'>;

/** Databases of this test's own: the control database and one per region. */
export async function testDatabases(
  t: Teardown,
  regionKeys: readonly string[] = ['eu-uk'],
): Promise<StorageUrls> {
  const { port, password } = sharedPostgres();
  const own = async (template: string) => {
    const database = await cloneDatabase(template);
    t.teardown(() => database.drop());
    return database.name;
  };
  const control = await own(CONTROL_TEMPLATE);
  const regions = [];
  for (const key of regionKeys) {
    const name = await own(REGION_TEMPLATE);
    const url = (role: string) => roleUrl(`vektra_${role}`, 'local', port, name);
    regions.push({ key, name: key, app: url('app'), owner: url('owner'), mover: url('mover') });
  }
  return { control: roleUrl('postgres', password, port, control), regions };
}

export const tenancyConfig = (urls: StorageUrls) => ({
  control: parseOperatorUrl('CONTROL', urls.control),
  regions: urls.regions.map(({ key, name, app, owner, mover }) => ({
    key,
    name,
    app: parseOperatorUrl('APP', app),
    owner: parseOperatorUrl('OWNER', owner),
    mover: parseOperatorUrl('MOVER', mover),
  })),
});

/** A tenancy on databases of this test's own. */
export async function testTenancy(
  t: Teardown,
  regionKeys?: readonly string[],
  now?: () => number,
): Promise<Tenancy> {
  const urls = await testDatabases(t, regionKeys);
  const tenancy = createTenancy(tenancyConfig(urls), now ? { now } : {});
  t.teardown(() => tenancy.close());
  return tenancy;
}

let nextGuild = 900_000_000_000_000_000n;
/** Every test has guilds of its own. */
export const newGuildId = (): string => String(nextGuild++);
