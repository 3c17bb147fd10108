import test from 'ava';
import { createDiscordFixture, startTestBot, USER_AGENT } from './discord-fixture.ts';

/** A slow machine would let the seconds that are counted here go by between two calls. */
const createFixedClock = () => {
  const nowMs = Date.now();
  return () => nowMs;
};

test('discord.js keeps to the buckets by their headers, without a 429', async (t) => {
  const fixture = await createDiscordFixture(t, { rateLimits: true });
  const bot = await startTestBot(t, fixture);
  const channel = await bot.channels.fetch(fixture.seed.channels['general']!);
  if (!channel?.isSendable()) return t.fail();
  await Promise.all([1, 2, 3, 4, 5].map((n) => channel.send(`message ${n}`)));
  const { headers } = await fixture.api('GET', `/channels/${channel.id}`);
  t.is(headers.get('x-ratelimit-limit'), '50');
  t.is(headers.get('x-ratelimit-remaining'), '49');
  t.regex(headers.get('x-ratelimit-bucket')!, /^[0-9a-f]{32}$/);
  t.true(Number(headers.get('x-ratelimit-reset-after')) <= 1);
  t.false(fixture.discord.requests.some((entry) => entry.status === 429));
});

test('the sixth message in five seconds is refused, per channel', async (t) => {
  const fixture = await createDiscordFixture(t, { rateLimits: true, now: createFixedClock() });
  const send = (channel: string) =>
    fixture.api('POST', `/channels/${fixture.seed.channels[channel]}/messages`, { content: 'x' });
  for (let n = 0; n < 5; n++) t.is((await send('general')).status, 200);
  const refused = await send('general');
  t.is(refused.status, 429);
  t.false(refused.body.global);
  t.true(refused.body.retry_after > 0 && refused.body.retry_after <= 5);
  t.is(refused.headers.get('x-ratelimit-scope'), 'user');
  t.is(refused.headers.get('x-ratelimit-remaining'), '0');
  t.is((await send('demos')).status, 200);
  await fixture.control.advanceClock({ ms: 5000 });
  t.is((await send('general')).status, 200);
  t.is((await fixture.control.countInvalidRequests()).count, 1);
});

test('fifty a second are the most for one bot; answers to interactions are outside', async (t) => {
  const fixture = await createDiscordFixture(t, { rateLimits: true, now: createFixedClock() });
  const calls = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      fixture.api('GET', n % 2 ? '/users/@me' : '/applications/@me'),
    ),
  );
  const refused = calls.filter((call) => call.status === 429);
  t.is(refused.length, 10);
  t.true(refused.every((call) => call.body.global));
  t.is(refused[0]!.headers.get('x-ratelimit-global'), 'true');
  const outside = await fixture.api('POST', '/interactions/1/token/callback', { type: 4 }, null);
  t.is(outside.body.code, 10062);
});

test('a 429 on order is waited for and tried again by discord.js', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture);
  const channel = await bot.channels.fetch(fixture.seed.channels['general']!);
  if (!channel?.isSendable()) return t.fail();
  const route = '/channels/:channel_id/messages';
  await fixture.control.injectFault({
    method: 'POST',
    route,
    status: 429,
    retryAfter: 0.05,
    scope: 'shared',
  });
  await channel.send('at last');
  t.deepEqual(
    (await fixture.control.listRequests({ route, method: 'POST' })).map((entry) => entry.status),
    [429, 200],
  );
  t.is((await fixture.control.countInvalidRequests()).count, 0);
});

test('an unknown outcome: the effect happens, the answer does not; the nonce saves it', async (t) => {
  const fixture = await createDiscordFixture(t);
  const channelId = fixture.seed.channels['general']!;
  const send = () =>
    fixture.api('POST', `/channels/${channelId}/messages`, {
      content: 'once',
      nonce: 'n-1',
      enforce_nonce: true,
    });
  await fixture.control.injectFault({ route: '/channels/*', drop: true, afterEffect: true });
  await t.throwsAsync(send());
  t.is((await fixture.control.inspectChannel({ channelId })).messageCount, 1);
  const again = await send();
  t.is(again.status, 200);
  t.is(again.body.nonce, 'n-1');
  t.deepEqual((await fixture.control.countMessages({ channelId }))[channelId], {
    create: 1,
    update: 0,
    delete: 0,
  });
  await fixture.control.forgetNonces();
  t.not((await send()).body.id, again.body.id);
  t.is((await fixture.control.inspectChannel({ channelId })).messageCount, 2);
  await fixture.control.injectFault({ status: 503, times: 2 });
  t.is((await send()).status, 503);
  t.is((await fixture.api('GET', '/users/@me')).status, 503);
  t.is((await fixture.api('GET', '/users/@me')).status, 200);
});

test('too many invalid requests ban the address', async (t) => {
  const fixture = await createDiscordFixture(t);
  await fixture.control.setRules({ invalidRequestsPerTenMinutes: 3 });
  for (let n = 0; n < 3; n++)
    t.is((await fixture.api('GET', '/users/@me', undefined, 'Bot no')).status, 401);
  const banned = await fetch(`${fixture.discord.url}/api/v10/users/@me`, {
    headers: { authorization: 'Bot the-token', 'user-agent': USER_AGENT },
  });
  t.is(banned.status, 429);
  t.is(await banned.text(), 'error code: 1015');
});

test('unknown routes are loud, old versions refused', async (t) => {
  const fixture = await createDiscordFixture(t);
  const answer = await fixture.api('POST', '/channels/1/nonsense', { a: 1 });
  t.is(answer.status, 404);
  t.deepEqual(answer.body, { message: '404: Not Found', code: 0 });
  t.deepEqual(fixture.discord.unknownCalls, [
    { method: 'POST', path: '/channels/1/nonsense', body: { a: 1 } },
  ]);
  const get = (path: string) =>
    fetch(`${fixture.discord.url}${path}`, { headers: { 'user-agent': USER_AGENT } });
  t.is((await get('/api/v8/gateway')).status, 400);
  t.is((await get('/api/v9/gateway')).status, 200);
  t.is((await get('/api/gateway')).status, 200);
});
