import test from 'ava';
import { bindActs } from '../../domain/index.ts';
import {
  createOperationLimiter,
  LIMITS_PER_MINUTE,
} from '../../domain/limits/operation-limiter.ts';
import { actorOf, actsWorld } from '../helpers/acts.ts';

test('a person who sends too many demos is told until when; others and staff go on', async (t) => {
  const world = await actsWorld(t);
  const { tenancy, artist, staff, guildId, demo, request } = world;
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  const acts = bindActs(deps, createOperationLimiter());
  for (let sent = 0; sent < LIMITS_PER_MINUTE.submit.perPerson; sent++)
    await acts.submissions.submit(artist, demo());
  const before = Date.now();
  const refused = await t.throwsAsync<Error & { details: { values: { at: number } } }>(
    acts.submissions.submit(artist, demo()),
    { code: 'rate_limited' },
  );
  const { at } = refused?.details.values ?? { at: 0 };
  t.true(at > before && at <= Date.now() + 60_000);
  const other = actorOf(guildId, 'LOWTIDE');
  const { number } = await acts.submissions.submit(other, demo());
  await acts.review.decide(staff, { requestId: request(), number, decision: 'approved' });
  t.is(number, LIMITS_PER_MINUTE.submit.perPerson + 1);
});

test('a raid on one server is refused there and nowhere else', async (t) => {
  const limiter = createOperationLimiter();
  const raiders = LIMITS_PER_MINUTE.submit.perGuild;
  for (let index = 0; index < raiders; index++)
    await limiter.take('submit', { guildId: '1', userId: String(index) });
  await t.throwsAsync(limiter.take('submit', { guildId: '1', userId: 'another' }), {
    code: 'rate_limited',
  });
  await t.notThrowsAsync(limiter.take('submit', { guildId: '2', userId: 'another' }));
  await t.notThrowsAsync(limiter.take('staffChange', { guildId: '1', userId: 'staff' }));
});
