import test from 'ava';
import { bindOperations } from '../../domain/index.ts';
import {
  createOperationLimiter,
  LIMITS_PER_MINUTE,
} from '../../domain/limits/operation-limiter.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';

test('a person who sends too many demos is told until when; others and staff go on', async (t) => {
  const fixture = await createOperationsFixture(t);
  const { tenancy, artist, staff, guildId, createDemoInput, newRequestId } = fixture;
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  const operations = bindOperations(deps, { limiter: createOperationLimiter() });
  for (let sent = 0; sent < LIMITS_PER_MINUTE.submit.perPerson; sent++)
    await operations.submissions.submit(artist, createDemoInput());
  const before = Date.now();
  const refused = await t.throwsAsync<Error & { details: { values: { at: number } } }>(
    operations.submissions.submit(artist, createDemoInput()),
    { code: 'rate_limited' },
  );
  const { at } = refused?.details.values ?? { at: 0 };
  t.true(at > before && at <= Date.now() + 60_000);
  const other = createActor(guildId, 'LOWTIDE');
  const { number } = await operations.submissions.submit(other, createDemoInput());
  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number,
    decision: 'approved',
  });
  t.is(number, LIMITS_PER_MINUTE.submit.perPerson + 1);
});

test('a raid on one server is refused there and nowhere else', async (t) => {
  const limiter = createOperationLimiter();
  const raiders = LIMITS_PER_MINUTE.submit.perGuild;
  for (let index = 0; index < raiders; index++)
    await limiter.consume('submit', { guildId: '1', userId: String(index) });
  await t.throwsAsync(limiter.consume('submit', { guildId: '1', userId: 'another' }), {
    code: 'rate_limited',
  });
  await t.notThrowsAsync(limiter.consume('submit', { guildId: '2', userId: 'another' }));
  await t.notThrowsAsync(limiter.consume('staffChange', { guildId: '1', userId: 'staff' }));
});
