import test, { type ExecutionContext } from 'ava';
import {
  type Actor,
  bindOperations,
  bindOperatorOperations,
  bindSystemOperations,
  type Operations,
  type OperatorOperations,
  type SystemOperations,
} from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { createActor } from './actor.ts';
import { connectReliableDatabase } from './customer-placement.ts';
import { createTestTenancy, newGuildId } from './databases.ts';
import { placementOf } from './placements.ts';

export { createActor } from './actor.ts';

export interface OperationsFixture {
  operations: Operations;
  operatorOperations: OperatorOperations;
  systemOperations: SystemOperations;
  tenancy: Tenancy;
  guildId: string;
  admin: Actor;
  staff: Actor;
  artist: Actor;
  /** A request id that was not used yet. */
  newRequestId(): string;
  /** A demo with fields of one's own. */
  createDemoInput(fields?: object): Parameters<Operations['submissions']['submit']>[1];
}

export const STAFF_CHANNEL_ID = '700000000000000001';
let serial = 0;

let shared: Promise<Tenancy> | undefined;
/** Of the file's tests that need none of their own: opening its connections costs most of a test. */
const sharedTenancy = (): Promise<Tenancy> =>
  (shared ??= createTestTenancy({ teardown: (close) => void teardowns.push(close) }));
const teardowns: (() => unknown)[] = [];
test.after.always('the shared tenancy is closed', async () => {
  for (const close of teardowns) await close();
});

/**
 * Operations on databases of this test's own, with a label that is set up in the database that the
 * test runs on (see placements.ts). No Discord.
 */
export async function createOperationsFixture(
  t: Pick<ExecutionContext<unknown>, 'teardown' | 'context'>,
  {
    now = Date.now,
    plan,
    customerDatabase,
  }: { now?: () => number; plan?: string; customerDatabase?: { maxSockets: number } } = {},
): Promise<OperationsFixture> {
  const placement = placementOf(t);
  const tenancy =
    now === Date.now && !customerDatabase
      ? await sharedTenancy()
      : await createTestTenancy(t, undefined, now, customerDatabase);
  const deps = { tenancy, now, discordUrl: 'https://discord.test' };
  const operations = bindOperations(deps);
  const guildId = newGuildId();
  if (plan || placement !== 'managed')
    await tenancy.control.grantPlan({
      guildId,
      plan: plan ?? 'pro',
      operator: 'test',
      reason: 'test',
      endsAt: null,
      now: now(),
    });
  const admin = createActor(guildId, 'Mara', { isAdmin: true });
  const fixture: OperationsFixture = {
    operations,
    operatorOperations: bindOperatorOperations(deps),
    systemOperations: bindSystemOperations(deps),
    tenancy,
    guildId,
    admin,
    staff: createActor(guildId, 'Jonas', { canView: (id) => id === STAFF_CHANNEL_ID }),
    artist: createActor(guildId, 'KITE'),
    newRequestId: () => `test:${++serial}-${guildId}`,
    createDemoInput: (fields = {}) => ({
      requestId: fixture.newRequestId(),
      artistName: 'KITE',
      trackTitle: 'Glass Horizon',
      trackUrl: `https://soundcloud.com/kite/${++serial}`,
      ...fields,
    }),
  };
  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  await operations.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL_ID });
  if (placement !== 'managed')
    await connectReliableDatabase(t, { operations, tenancy, admin }, placement);
  return fixture;
}
