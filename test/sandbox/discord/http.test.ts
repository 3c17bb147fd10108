import { request as httpRequest } from 'node:http';
import test from 'ava';
import {
  createDiscordFixture,
  type DiscordFixture,
  formErrors,
  startTestBot,
  USER_AGENT,
} from './discord-fixture.ts';

/** A call whose body and headers are exactly those given, with nothing that fetch would add. */
function callRaw(
  fixture: DiscordFixture,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = httpRequest(`${fixture.discord.url}/api${path}`, { method, headers });
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    request.end(body);
  });
}

const AUTH = { authorization: 'Bot the-token' };

test('a User-Agent that is missing or of another form is refused everywhere with 40333', async (t) => {
  const fixture = await createDiscordFixture(t);
  for (const [method, path, headers] of [
    ['GET', '/v10/users/@me', AUTH],
    ['GET', '/v10/gateway', {}],
    ['GET', '/v10/users/@me', { ...AUTH, 'user-agent': 'node' }],
    ['GET', '/v10/users/@me', { ...AUTH, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }],
    ['GET', '/v10/users/@me', { ...AUTH, 'user-agent': 'DiscordBot' }],
    ['POST', '/oauth2/token', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['POST', '/v10/oauth2/token/revoke', {}],
  ] as [string, string, Record<string, string>][]) {
    const { status, text } = await callRaw(fixture, method, path, headers);
    t.is(status, 403, path);
    t.deepEqual(JSON.parse(text), { message: 'internal network error', code: 40333 });
  }
  for (const agent of [
    USER_AGENT,
    'DiscordBot (https://github.com/discord-jda/JDA, 6.1.0) Java/21',
    'DiscordBot (https://github.com/twilight-rs/twilight, 0.18.0) Twilight-rs',
  ])
    t.is(
      (await callRaw(fixture, 'GET', '/v10/users/@me', { ...AUTH, 'user-agent': agent })).status,
      200,
    );
});

test('a body that is not declared as JSON or a form is refused', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/v10/channels/${fixture.seed.channels['general']}/messages`;
  for (const type of [{ 'content-type': 'text/plain;charset=UTF-8' }, {}] as Record<
    string,
    string
  >[]) {
    const headers = { ...AUTH, ...type, 'user-agent': USER_AGENT };
    const { status, text } = await callRaw(fixture, 'POST', path, headers, '{"content":"x"}');
    t.is(status, 400);
    const body = JSON.parse(text);
    t.is(body.code, 50035);
    t.is(body.errors._errors[0].code, 'CONTENT_TYPE_INVALID');
  }
  const json = { ...AUTH, 'content-type': 'application/json; charset=utf-8' };
  const headers = { ...json, 'user-agent': USER_AGENT };
  t.is((await callRaw(fixture, 'POST', path, headers, '{"content":"x"}')).status, 200);
});

test('ids sent as integers keep every digit', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { id } = await fixture.control.createPerson({
    username: 'precise',
    id: '9007199254740993',
  });
  await fixture.control.join({ serverId: fixture.seed.serverId, personId: id });
  const headers = { ...AUTH, 'content-type': 'application/json', 'user-agent': USER_AGENT };
  const dm = await callRaw(
    fixture,
    'POST',
    '/v10/users/@me/channels',
    headers,
    `{"recipient_id": ${id}}`,
  );
  t.is(JSON.parse(dm.text).recipients[0].id, id);
  const channelId = fixture.seed.channels['general'];
  const sent = await callRaw(
    fixture,
    'POST',
    `/v10/channels/${channelId}/messages`,
    headers,
    `{"content":"<@${id}> 12345678901234567890","allowed_mentions":{"users":[1,${id}]},"nonce":18014398509481985}`,
  );
  const message = JSON.parse(sent.text);
  t.is(message.content, `<@${id}> 12345678901234567890`);
  t.is(message.mentions[0].id, id);
  t.is(String(message.nonce), '18014398509481985');
});

test('a boolean of the query is True, true or 1, False, false or 0', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { serverId } = fixture.seed;
  for (const value of ['true', 'True', '1']) {
    const { body } = await fixture.api('GET', `/guilds/${serverId}?with_counts=${value}`);
    t.is(typeof body.approximate_member_count, 'number', value);
  }
  for (const value of ['false', 'False', '0']) {
    const { body } = await fixture.api('GET', `/guilds/${serverId}?with_counts=${value}`);
    t.is(body.approximate_member_count, undefined, value);
  }
  const refused = await fixture.api('GET', `/guilds/${serverId}?with_counts=yes`);
  t.deepEqual(formErrors(refused.body), ['with_counts: BOOLEAN_TYPE_PARSE']);
});

test('ended entitlements are left out with exclude_ended=1', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const applicationId = seed.application.id;
  await control.editApplication({ applicationId, skus: [{ id: '77', name: 'Pro' }] });
  await control.grantEntitlement({
    applicationId,
    skuId: '77',
    serverId: seed.serverId,
    endsAt: '2020-01-01T00:00:00Z',
  });
  const path = `/applications/${applicationId}/entitlements`;
  t.is((await api('GET', path)).body.length, 1);
  t.is((await api('GET', `${path}?exclude_ended=1`)).body.length, 0);
  t.is((await api('GET', `${path}?exclude_ended=True`)).body.length, 0);
});

test('enumerated integers may be sent as numeric strings, as JDA sends them', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, seed } = fixture;
  const command = await api('POST', `/applications/${seed.application.id}/commands`, {
    name: 'ticket',
    description: 'Open a ticket',
    type: '1',
    contexts: ['0', '1'],
    integration_types: ['0', '1'],
    options: [
      { type: '7', name: 'where', description: 'x', channel_types: ['0', '5'] },
      { type: '4', name: 'count', description: 'x', choices: [{ name: 'one', value: '1' }] },
      { type: '10', name: 'share', description: 'x', min_value: '0.5' },
    ],
  });
  t.is(command.status, 201, JSON.stringify(command.body));
  t.deepEqual(
    [command.body.type, command.body.contexts, command.body.integration_types],
    [1, [0, 1], [0, 1]],
  );
  t.deepEqual(
    command.body.options.map((option: { type: number }) => option.type),
    [7, 4, 10],
  );
  t.deepEqual(command.body.options[0].channel_types, [0, 5]);
  t.is(command.body.options[1].choices[0].value, 1);
  t.is(command.body.options[2].min_value, 0.5);
  const general = seed.channels['general'];
  const thread = await api('POST', `/channels/${general}/threads`, {
    name: 'talk',
    type: '11',
    auto_archive_duration: '1440',
  });
  t.is(thread.body.type, 11);
  t.is(thread.body.thread_metadata.auto_archive_duration, 1440);
  const message = await api('POST', `/channels/${general}/messages`, {
    flags: String((1 << 15) | (1 << 12)),
    components: [
      { type: '17', components: [{ type: '10', content: 'text' }] },
      { type: '1', components: [{ type: '2', style: '1', label: 'Go', custom_id: 'go' }] },
    ],
  });
  t.is(message.status, 200, JSON.stringify(message.body));
  t.is(message.body.components[1].components[0].style, 1);
});

test('a set with two values that are no choices is not called a duplicate', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/applications/${fixture.seed.application.id}/commands`;
  const refused = await fixture.api('POST', path, {
    name: 'x',
    description: 'x',
    contexts: ['a', 'b'],
  });
  t.deepEqual(formErrors(refused.body), [
    'contexts.0: BASE_TYPE_CHOICES',
    'contexts.1: BASE_TYPE_CHOICES',
  ]);
});

test('a 429 carries a code, a Via header and whole seconds, and empties its bucket', async (t) => {
  const fixture = await createDiscordFixture(t);
  const call = () => fixture.api('GET', '/users/@me');
  await fixture.control.injectFault({ status: 429, retryAfter: 1.5 });
  const user = await call();
  t.deepEqual(user.body, {
    message: 'You are being rate limited.',
    retry_after: 1.5,
    global: false,
    code: 0,
  });
  t.is(user.headers.get('retry-after'), '2');
  t.is(user.headers.get('x-ratelimit-remaining'), '0');
  t.is(user.headers.get('x-ratelimit-reset-after'), '1.500');
  t.is(user.headers.get('via'), '1.1 google');
  await fixture.control.injectFault({ status: 429, retryAfter: 1.5, scope: 'global' });
  const global = await call();
  t.true(global.body.global);
  t.is(global.headers.get('x-ratelimit-remaining'), null);
  await fixture.control.injectFault({ status: 429, retryAfter: 1.5, scope: 'shared' });
  t.is((await call()).headers.get('x-ratelimit-remaining'), '49');
  t.is((await call()).headers.get('via'), '1.1 google');
});

test('a limit that is really reached has the same shape; a ban by Cloudflare has no Via', async (t) => {
  const nowMs = Date.now();
  const fixture = await createDiscordFixture(t, { rateLimits: true, now: () => nowMs });
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  for (let n = 0; n < 5; n++) await fixture.api('POST', path, { content: 'x' });
  const refused = await fixture.api('POST', path, { content: 'x' });
  t.is(refused.body.code, 0);
  t.is(refused.headers.get('via'), '1.1 google');
  await fixture.control.setRules({ invalidRequestsPerTenMinutes: 1 });
  const banned = await fetch(`${fixture.discord.url}/api/v10/users/@me`, {
    headers: { ...AUTH, 'user-agent': USER_AGENT },
  });
  t.is(banned.status, 429);
  t.is(banned.headers.get('via'), null);
});

test('a bot on a route of people is told that bots cannot use it, not that its token is wrong', async (t) => {
  const fixture = await createDiscordFixture(t);
  const answer = await fixture.api('GET', `/users/@me/guilds/${fixture.seed.serverId}/member`);
  t.is(answer.status, 403);
  t.is(answer.body.code, 20001);
  t.is((await fixture.api('GET', '/oauth2/@me')).body.code, 20001);
  t.is((await fixture.api('GET', '/oauth2/@me', undefined, 'Bot wrong')).status, 401);
});

test('discord.js of the older API version works, too', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture, { rest: { version: '9' }, ws: { version: 9 } });
  const channel = await bot.channels.fetch(fixture.seed.channels['general']!);
  if (!channel?.isSendable()) return t.fail();
  t.is((await channel.send('hello')).content, 'hello');
  t.true(fixture.discord.requests.length > 0);
});
