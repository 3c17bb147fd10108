import test from 'ava';
import { bindActs } from '../../domain/index.ts';
import {
  createOperationLimiter,
  LIMITS_PER_MINUTE,
} from '../../domain/limits/operation-limiter.ts';
import { actorOf, actsWorld } from '../helpers/acts.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { startRogue } from '../helpers/own-rogue.ts';

const { perPerson, perGuild } = LIMITS_PER_MINUTE.databaseTest;

test('a person who tests too many addresses is told until when; so is a server', async (t) => {
  const { tenancy, admin, guildId } = await actsWorld(t, { plan: 'pro' });
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  const acts = bindActs(deps, createOperationLimiter());
  const before = Date.now();
  const refused = { code: 'rate_limited' } as const;
  const address = { url: 'postgres://u:p@10.0.0.1/d' };
  await acts.storage.openSetup(admin, {});
  for (let n = 0; n < perPerson; n += 1)
    t.like(await acts.storage.test(admin, address), { passed: false, code: 'ADDRESS' });
  const error = await t.throwsAsync<Error & { details: { values: { at: number } } }>(
    acts.storage.test(admin, address),
    refused,
  );
  const { at } = error?.details.values ?? { at: 0 };
  t.true(at > before && at <= Date.now() + 60_000);
  await t.throwsAsync(acts.storage.retest(admin), refused, 'one limit for both');
  const other = actorOf(guildId, 'Omar', { isAdmin: true });
  for (let n = perPerson; n < perGuild; n += 1)
    await t.throwsAsync(acts.storage.retest(other), { code: 'not_found' });
  await t.throwsAsync(acts.storage.retest(actorOf(guildId, 'Ines', { isAdmin: true })), refused);
});

test('whatever connects to an own database waits for a socket of the budget', async (t) => {
  const world = await actsWorld(t, { plan: 'pro', own: { maxSockets: 6 } });
  const { acts, admin, tenancy, guildId } = world;
  const own = await connectOwn(t, world, 'postgres');
  await acts.storage.openSetup(admin, {});
  t.true((await acts.storage.test(admin, own.input)).passed);
  // As many tests as there are sockets, at a server that takes connections and says nothing.
  const connected = Promise.withResolvers<void>();
  let count = 0;
  const silent = await startRogue(t, () => {
    count += 1;
    if (count === 6) connected.resolve();
  });
  const input = { ...own.input, port: String(silent.port) };
  const testing = Array.from({ length: 6 }, () => acts.storage.test(admin, input));
  await connected.promise;
  const busy = { code: 'rate_limited' } as const;
  await Promise.all([
    t.throwsAsync(acts.storage.retest(admin), busy, 'a test of the database in use'),
    t.throwsAsync(acts.storage.setup(admin), busy, 'is it the same database'),
    t.throwsAsync(acts.storage.connect(admin, { requestId: 'request-1' }), busy),
    t.throwsAsync(tenancy.storage.estimate(guildId, { region: 'eu-uk' }), { code: 'SOURCE_BUSY' }),
  ]);
  for (const outcome of await Promise.all(testing)) t.like(outcome, { passed: false });
  await silent.empty();
  t.is(silent.connections(), 6);
  t.true((await acts.storage.retest(admin)).passed, 'the sockets were given back');
});
