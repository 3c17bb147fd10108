import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';

test('a read that began before a failure does not end the outage; a later one does', async (t) => {
  const { operations, admin, tenancy, guildId } = await createOperationsFixture(t, { plan: 'pro' });
  const { proxy } = await connectCustomerDatabase(t, { operations, admin, tenancy }, 'postgres');
  const findOutage = async () =>
    (await tenancy.outages.list()).find((outage) => outage.guildId === guildId);
  const until = async (matches: (isRecorded: boolean) => boolean) => {
    // Nothing announces it.
    while (!matches((await findOutage()) !== undefined)) await wait(20);
  };
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const early = tenancy.read(guildId, async () => {
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  const readNow = () => tenancy.read(guildId, async (db) => db.table('submissions').count());

  proxy.disconnect();
  await t.throwsAsync(readNow(), { code: 'unavailable' });
  await until((isRecorded) => isRecorded);
  const outage = await findOutage();
  gate.resolve();
  await early.catch(() => {});
  await t.throwsAsync(readNow(), { code: 'unavailable' });
  t.is((await findOutage())?.since, outage!.since);

  proxy.restore();
  t.true((await operations.storage.retestConnection(admin)).passed);
  await readNow();
  await until((isRecorded) => !isRecorded);
});

test('a read ends only what was seen before it', async (t) => {
  const { operations, admin, tenancy, guildId } = await createOperationsFixture(t, { plan: 'pro' });
  const { proxy } = await connectCustomerDatabase(t, { operations, admin, tenancy }, 'postgres');
  proxy.disconnect();
  await t.throwsAsync(
    tenancy.read(guildId, async (db) => db.table('submissions').count()),
    { code: 'unavailable' },
  );
  const find = async () => (await tenancy.outages.list()).find((each) => each.guildId === guildId);
  // Nothing announces it.
  while (!(await find())) await wait(20);
  const { lastSeenAt } = (await find())!;
  await tenancy.outages.end(guildId, lastSeenAt - 1);
  t.is((await find())?.lastSeenAt, lastSeenAt);
  await tenancy.outages.end(guildId, lastSeenAt);
  t.is(await find(), undefined);
});
