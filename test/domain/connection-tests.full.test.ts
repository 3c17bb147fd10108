import test from 'ava';
import { bindOperations } from '../../domain/index.ts';
import {
  createOperationLimiter,
  LIMITS_PER_MINUTE,
} from '../../domain/limits/operation-limiter.ts';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { startRogueServer } from '../helpers/rogue-server.ts';

const { perPerson, perGuild } = LIMITS_PER_MINUTE.databaseTest;

test('a person who tests too many addresses is told until when; so is a server', async (t) => {
  const { tenancy, admin, guildId } = await createOperationsFixture(t, { plan: 'pro' });
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  const operations = bindOperations(deps, { limiter: createOperationLimiter() });
  const before = Date.now();
  const refused = { code: 'rate_limited' } as const;
  const address = { url: 'postgres://u:p@10.0.0.1/d' };
  await operations.storage.startSetup(admin, {});
  for (let n = 0; n < perPerson; n += 1)
    t.like(await operations.storage.testConnection(admin, address), {
      passed: false,
      code: 'ADDRESS',
    });
  const error = await t.throwsAsync<Error & { details: { values: { at: number } } }>(
    operations.storage.testConnection(admin, address),
    refused,
  );
  const { at } = error?.details.values ?? { at: 0 };
  t.true(at > before && at <= Date.now() + 60_000);
  await t.throwsAsync(operations.storage.retestConnection(admin), refused, 'one limit for both');
  const other = createActor(guildId, 'Omar', { isAdmin: true });
  for (let n = perPerson; n < perGuild; n += 1)
    await t.throwsAsync(operations.storage.retestConnection(other), { code: 'not_found' });
  await t.throwsAsync(
    operations.storage.retestConnection(createActor(guildId, 'Ines', { isAdmin: true })),
    refused,
  );
});

test('whatever connects to an own database waits for a socket of the budget', async (t) => {
  const fixture = await createOperationsFixture(t, {
    plan: 'pro',
    customerDatabase: { maxSockets: 6 },
  });
  const { operations, admin, tenancy, guildId } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'postgres');
  await operations.storage.startSetup(admin, {});
  t.true((await operations.storage.testConnection(admin, customerDatabase.input)).passed);
  // As many tests as there are sockets, at a server that takes connections and says nothing.
  const connected = Promise.withResolvers<void>();
  let count = 0;
  const silent = await startRogueServer(t, () => {
    count += 1;
    if (count === 6) connected.resolve();
  });
  const input = { ...customerDatabase.input, port: String(silent.port) };
  const testing = Array.from({ length: 6 }, () => operations.storage.testConnection(admin, input));
  await connected.promise;
  const busy = { code: 'rate_limited' } as const;
  await Promise.all([
    t.throwsAsync(
      operations.storage.retestConnection(admin),
      busy,
      'a test of the database in use',
    ),
    t.throwsAsync(operations.storage.getSetup(admin), busy, 'is it the same database'),
    t.throwsAsync(operations.storage.connect(admin, { requestId: 'request-1' }), busy),
    t.throwsAsync(tenancy.storage.estimate(guildId, { region: 'eu-uk' }), { code: 'unavailable' }),
  ]);
  for (const outcome of await Promise.all(testing)) t.like(outcome, { passed: false });
  await silent.waitUntilEmpty();
  t.is(silent.connectionCount(), 6);
  t.true((await operations.storage.retestConnection(admin)).passed, 'the sockets were given back');
});
