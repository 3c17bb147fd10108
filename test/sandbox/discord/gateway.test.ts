import { once } from 'node:events';
import { constants, createInflate } from 'node:zlib';
import test from 'ava';
import { Events, GatewayIntentBits } from 'discord.js';
import { createDiscordFixture, startTestBot } from './discord-fixture.ts';
import { createIdentify, openConnection, openPlainConnection } from './gateway-connection.ts';

const rejections = [
  ['a wrong token', 4004, createIdentify('nope', 1)],
  ['an intent that does not exist', 4013, createIdentify('the-token', 1 << 30)],
  [
    'a privileged intent it was not granted',
    4014,
    createIdentify('the-token', GatewayIntentBits.MessageContent),
  ],
  ['the members intent', 4014, createIdentify('the-token', GatewayIntentBits.GuildMembers)],
  ['a shard beyond its count', 4010, createIdentify('the-token', 1, { shard: [2, 2] })],
] as const;

for (const [name, code, body] of rejections)
  test(`identify with ${name} closes with ${code}`, async (t) => {
    const fixture = await createDiscordFixture(t);
    const connection = openPlainConnection(fixture);
    await once(connection.socket, 'open');
    connection.send(2, body);
    t.is(await connection.closed, code);
  });

test('other mistakes have their own close codes', async (t) => {
  const fixture = await createDiscordFixture(t);
  for (const [text, code] of [
    ['{not json', 4002],
    ['{"op":99,"d":null}', 4001],
    ['{"op":3,"d":{}}', 4003],
  ] as const) {
    const connection = openPlainConnection(fixture);
    await once(connection.socket, 'open');
    connection.socket.send(text);
    t.is(await connection.closed, code);
  }
  t.is(await openPlainConnection(fixture, '?v=8&encoding=json').closed, 4012);
});

test('a dropped connection is resumed and misses nothing', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  const channelId = seed.channels['general']!;
  const heard: string[] = [];
  const sendMessage = (content: string) =>
    control.sendMessage({ personId: seed.people.artist, channelId, content });
  const ping = (n: number) => `${n} <@${bot.user.id}>`;
  bot.on(Events.MessageCreate, (message) => heard.push(message.content));
  await sendMessage(ping(1));
  const resumed = once(bot, Events.ShardResume);
  await control.dropGateway({ applicationId: bot.user.id });
  await sendMessage(ping(2));
  await resumed;
  const third = once(bot, Events.MessageCreate);
  await sendMessage(ping(3));
  await third;
  t.deepEqual(heard, [ping(1), ping(2), ping(3)]);
  t.is((await control.listSessions()).length, 1);
});

test('RECONNECT is obeyed by resuming', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture);
  const [session] = await fixture.control.listSessions();
  const resumed = once(bot, Events.ShardResume);
  await fixture.control.askReconnect({ applicationId: bot.user.id });
  await resumed;
  t.is((await fixture.control.listSessions())[0]!.id, session!.id);
});

test('resume replays in order; an unknown session is invalid', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const first = openPlainConnection(fixture);
  await once(first.socket, 'open');
  first.send(
    2,
    createIdentify('the-token', GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages),
  );
  const ready = await first.waitFor((payload) => payload.t === 'READY');
  await first.waitFor((payload) => payload.t === 'GUILD_CREATE');
  await control.dropGateway({ applicationId: seed.application.id });
  await first.closed;
  for (const content of ['a', 'b'])
    await control.sendDm({ personId: seed.people.artist, userId: seed.application.id, content });

  const second = openPlainConnection(fixture);
  await once(second.socket, 'open');
  second.send(6, { token: 'the-token', session_id: ready.d.session_id, seq: 2 });
  await second.waitFor((payload) => payload.t === 'RESUMED');
  t.deepEqual(
    second.received
      .filter((payload) => payload.op === 0)
      .map((payload) => [payload.s, payload.t, payload.d.content]),
    [
      [3, 'MESSAGE_CREATE', 'a'],
      [4, 'MESSAGE_CREATE', 'b'],
      [5, 'RESUMED', undefined],
    ],
  );

  await control.dropGateway({ applicationId: seed.application.id, resumable: false });
  const third = openPlainConnection(fixture);
  await once(third.socket, 'open');
  third.send(6, { token: 'the-token', session_id: ready.d.session_id, seq: 2 });
  t.is((await third.waitFor((payload) => payload.op === 9)).d, false);
  third.socket.terminate();
});

test('heartbeats are acknowledged until told otherwise', async (t) => {
  const fixture = await createDiscordFixture(t);
  const connection = openPlainConnection(fixture);
  await once(connection.socket, 'open');
  t.is((await connection.waitFor((payload) => payload.op === 10)).d.heartbeat_interval, 41_250);
  connection.send(2, createIdentify('the-token', 1));
  await connection.waitFor((payload) => payload.t === 'READY');
  connection.send(1, 1);
  await connection.waitFor((payload) => payload.op === 11);
  await fixture.control.ignoreHeartbeats({ applicationId: fixture.seed.application.id });
  connection.send(1, 2);
  connection.send(99, null);
  t.is(await connection.closed, 4001);
  t.is(connection.received.filter((payload) => payload.op === 11).length, 1);
});

test('a client that never beats is closed with 4009', async (t) => {
  const fixture = await createDiscordFixture(t);
  await fixture.control.setRules({ heartbeatIntervalMs: 20 });
  const connection = openPlainConnection(fixture);
  t.is(await connection.closed, 4009);
});

test('one zlib stream carries everything when asked', async (t) => {
  const fixture = await createDiscordFixture(t);
  const connection = openConnection(fixture, '?v=10&encoding=json&compress=zlib-stream');
  const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
  let text = '';
  inflate.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const ready = text.indexOf('"t":"READY"');
    if (ready >= 0) connection.handlePayload({ op: 0, t: 'READY', s: 1, d: null });
  });
  connection.socket.on('message', (raw) => inflate.write(raw as Buffer));
  await once(connection.socket, 'open');
  connection.send(2, createIdentify('the-token', 1));
  await connection.waitFor((payload) => payload.t === 'READY');
  t.regex(text, /^\{"op":10/);
  connection.socket.terminate();
});

test('content is empty without the intent, but for DMs and mentions', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const bot = await startTestBot(t, fixture, { partials: [1] });
  const heard: string[] = [];
  const threeMessages = new Promise<void>((resolve) =>
    bot.on(Events.MessageCreate, (message) => {
      heard.push(message.content);
      if (heard.length === 3) resolve();
    }),
  );
  const personId = seed.people.artist;
  const channelId = seed.channels['general']!;
  const secret = await control.sendMessage({ personId, channelId, content: 'secret' });
  await control.sendMessage({ personId, channelId, content: `for you <@${bot.user.id}>` });
  await control.sendDm({ personId, userId: bot.user.id, content: 'in private' });
  await threeMessages;
  t.deepEqual(heard, ['', `for you <@${bot.user.id}>`, 'in private']);
  t.is((await api('GET', `/channels/${channelId}/messages/${secret.id}`)).body.content, '');
  await control.editApplication({ applicationId: bot.user.id, intents: { messageContent: true } });
  t.is((await api('GET', `/channels/${channelId}/messages/${secret.id}`)).body.content, 'secret');
});

test('members are heard of only with their intent, and can be asked for in chunks', async (t) => {
  const fixture = await createDiscordFixture(t, { intents: { members: true } });
  const { control, seed } = fixture;
  const withoutIntent = openPlainConnection(fixture);
  const withIntent = openPlainConnection(fixture);
  await Promise.all([once(withoutIntent.socket, 'open'), once(withIntent.socket, 'open')]);
  withoutIntent.send(2, createIdentify('the-token', 1, { shard: [0, 1] }));
  withIntent.send(
    2,
    createIdentify('the-token', 1 | GatewayIntentBits.GuildMembers, { shard: [0, 1] }),
  );
  await Promise.all(
    [withoutIntent, withIntent].map((connection) =>
      connection.waitFor((payload) => payload.t === 'GUILD_CREATE'),
    ),
  );
  const { id } = await control.createPerson({ username: 'newcomer' });
  await control.join({ serverId: seed.serverId, personId: id });
  t.is((await withIntent.waitFor((payload) => payload.t === 'GUILD_MEMBER_ADD')).d.user.id, id);
  await control.editServer({ serverId: seed.serverId, name: 'Renamed' });
  await withoutIntent.waitFor((payload) => payload.t === 'GUILD_UPDATE');
  t.false(withoutIntent.received.some((payload) => payload.t === 'GUILD_MEMBER_ADD'));

  withIntent.send(8, { guild_id: seed.serverId, query: '', limit: 0, nonce: 'n' });
  const chunk = await withIntent.waitFor((payload) => payload.t === 'GUILD_MEMBERS_CHUNK');
  t.is(chunk.d.members.length, 7);
  t.is(chunk.d.nonce, 'n');
  withoutIntent.send(8, { guild_id: seed.serverId, user_ids: [id, '1'] });
  const asked = await withoutIntent.waitFor((payload) => payload.t === 'GUILD_MEMBERS_CHUNK');
  t.deepEqual(asked.d.not_found, ['1']);
  withoutIntent.socket.terminate();
  withIntent.socket.terminate();
});

test('a bot that is added or removed hears of it', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  const added = once(bot, Events.GuildCreate);
  const server = await control.createServer({ name: 'Second', ownerId: seed.people.owner });
  await control.installBot({
    serverId: server.id,
    applicationId: bot.user.id,
    permissions: '3072',
  });
  t.is((await added)[0].id, server.id);
  const removed = once(bot, Events.GuildDelete);
  await control.removeBot({ serverId: server.id, applicationId: bot.user.id });
  t.is((await removed)[0].id, server.id);
  t.is((await fixture.api('GET', `/guilds/${server.id}`)).body.code, 10004);
});
