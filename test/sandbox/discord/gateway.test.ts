import { once } from 'node:events';
import { constants, createInflate } from 'node:zlib';
import test from 'ava';
import { Events, GatewayIntentBits } from 'discord.js';
import { WebSocket } from 'ws';
import { makeBot, makeWorld, type World } from './helpers.ts';

interface Payload {
  op: number;
  t: string | null;
  s: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every shape
  d: any;
}

/** A bare gateway connection, to say what discord.js never would. */
function dial(world: World, query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${world.discord.url.replace('http', 'ws')}/gateway/${query}`);
  const seen: Payload[] = [];
  const waiting: { fits: (payload: Payload) => boolean; done: (payload: Payload) => void }[] = [];
  const hear = (payload: Payload) => {
    seen.push(payload);
    for (const item of [...waiting])
      if (item.fits(payload)) {
        waiting.splice(waiting.indexOf(item), 1);
        item.done(payload);
      }
  };
  return {
    socket,
    seen,
    hear,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    until: (fits: (payload: Payload) => boolean) =>
      new Promise<Payload>((done) => {
        const known = seen.find(fits);
        if (known) done(known);
        else waiting.push({ fits, done });
      }),
    closed: once(socket, 'close').then(([code]) => code as number),
  };
}

function plain(world: World, query?: string) {
  const line = dial(world, query);
  line.socket.on('message', (raw) => line.hear(JSON.parse(raw.toString())));
  return line;
}

const identity = (token: string, intents: number, more = {}) => ({
  token,
  intents,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  ...more,
});

const refusals = [
  ['a wrong token', 4004, identity('nope', 1)],
  ['an intent that does not exist', 4013, identity('the-token', 1 << 30)],
  [
    'a privileged intent it was not granted',
    4014,
    identity('the-token', GatewayIntentBits.MessageContent),
  ],
  ['the members intent', 4014, identity('the-token', GatewayIntentBits.GuildMembers)],
  ['a shard beyond its count', 4010, identity('the-token', 1, { shard: [2, 2] })],
] as const;

for (const [name, code, body] of refusals)
  test(`identify with ${name} closes with ${code}`, async (t) => {
    const world = await makeWorld(t);
    const line = plain(world);
    await once(line.socket, 'open');
    line.send(2, body);
    t.is(await line.closed, code);
  });

test('other mistakes have their own close codes', async (t) => {
  const world = await makeWorld(t);
  for (const [text, code] of [
    ['{not json', 4002],
    ['{"op":99,"d":null}', 4001],
    ['{"op":3,"d":{}}', 4003],
  ] as const) {
    const line = plain(world);
    await once(line.socket, 'open');
    line.socket.send(text);
    t.is(await line.closed, code);
  }
  t.is(await plain(world, '?v=9&encoding=json').closed, 4012);
});

test('a dropped connection is resumed and misses nothing', async (t) => {
  const world = await makeWorld(t);
  const { control, seed } = world;
  const bot = await makeBot(t, world);
  const channelId = seed.channels['general']!;
  const heard: string[] = [];
  const say = (content: string) =>
    control.sendMessage({ personId: seed.people.artist, channelId, content });
  const ping = (n: number) => `${n} <@${bot.user.id}>`;
  bot.on(Events.MessageCreate, (message) => heard.push(message.content));
  await say(ping(1));
  const resumed = once(bot, Events.ShardResume);
  await control.dropGateway({ applicationId: bot.user.id });
  await say(ping(2));
  await resumed;
  const third = once(bot, Events.MessageCreate);
  await say(ping(3));
  await third;
  t.deepEqual(heard, [ping(1), ping(2), ping(3)]);
  t.is((await control.listSessions()).length, 1);
});

test('RECONNECT is obeyed by resuming', async (t) => {
  const world = await makeWorld(t);
  const bot = await makeBot(t, world);
  const [session] = await world.control.listSessions();
  const resumed = once(bot, Events.ShardResume);
  await world.control.askReconnect({ applicationId: bot.user.id });
  await resumed;
  t.is((await world.control.listSessions())[0]!.id, session!.id);
});

test('resume replays in order; an unknown session is invalid', async (t) => {
  const world = await makeWorld(t);
  const { control, seed } = world;
  const first = plain(world);
  await once(first.socket, 'open');
  first.send(2, identity('the-token', GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages));
  const ready = await first.until((payload) => payload.t === 'READY');
  await first.until((payload) => payload.t === 'GUILD_CREATE');
  await control.dropGateway({ applicationId: seed.application.id });
  await first.closed;
  for (const content of ['a', 'b'])
    await control.sendDm({ personId: seed.people.artist, userId: seed.application.id, content });

  const second = plain(world);
  await once(second.socket, 'open');
  second.send(6, { token: 'the-token', session_id: ready.d.session_id, seq: 2 });
  await second.until((payload) => payload.t === 'RESUMED');
  t.deepEqual(
    second.seen
      .filter((payload) => payload.op === 0)
      .map((payload) => [payload.s, payload.t, payload.d.content]),
    [
      [3, 'MESSAGE_CREATE', 'a'],
      [4, 'MESSAGE_CREATE', 'b'],
      [5, 'RESUMED', undefined],
    ],
  );

  await control.dropGateway({ applicationId: seed.application.id, resumable: false });
  const third = plain(world);
  await once(third.socket, 'open');
  third.send(6, { token: 'the-token', session_id: ready.d.session_id, seq: 2 });
  t.is((await third.until((payload) => payload.op === 9)).d, false);
  third.socket.terminate();
});

test('heartbeats are acknowledged until told otherwise', async (t) => {
  const world = await makeWorld(t);
  const line = plain(world);
  await once(line.socket, 'open');
  t.is((await line.until((payload) => payload.op === 10)).d.heartbeat_interval, 41_250);
  line.send(2, identity('the-token', 1));
  await line.until((payload) => payload.t === 'READY');
  line.send(1, 1);
  await line.until((payload) => payload.op === 11);
  await world.control.ignoreHeartbeats({ applicationId: world.seed.application.id });
  line.send(1, 2);
  line.send(99, null);
  t.is(await line.closed, 4001);
  t.is(line.seen.filter((payload) => payload.op === 11).length, 1);
});

test('a client that never beats is closed with 4009', async (t) => {
  const world = await makeWorld(t);
  await world.control.setRules({ heartbeatIntervalMs: 20 });
  const line = plain(world);
  t.is(await line.closed, 4009);
});

test('one zlib stream carries everything when asked', async (t) => {
  const world = await makeWorld(t);
  const line = dial(world, '?v=10&encoding=json&compress=zlib-stream');
  const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
  let text = '';
  inflate.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const ready = text.indexOf('"t":"READY"');
    if (ready >= 0) line.hear({ op: 0, t: 'READY', s: 1, d: null });
  });
  line.socket.on('message', (raw) => inflate.write(raw as Buffer));
  await once(line.socket, 'open');
  line.send(2, identity('the-token', 1));
  await line.until((payload) => payload.t === 'READY');
  t.regex(text, /^\{"op":10/);
  line.socket.terminate();
});

test('content is empty without the intent, but for DMs and mentions', async (t) => {
  const world = await makeWorld(t);
  const { control, seed, api } = world;
  const bot = await makeBot(t, world, { partials: [1] });
  const heard: string[] = [];
  const three = new Promise<void>((done) =>
    bot.on(Events.MessageCreate, (message) => {
      heard.push(message.content);
      if (heard.length === 3) done();
    }),
  );
  const personId = seed.people.artist;
  const channelId = seed.channels['general']!;
  const secret = await control.sendMessage({ personId, channelId, content: 'secret' });
  await control.sendMessage({ personId, channelId, content: `for you <@${bot.user.id}>` });
  await control.sendDm({ personId, userId: bot.user.id, content: 'in private' });
  await three;
  t.deepEqual(heard, ['', `for you <@${bot.user.id}>`, 'in private']);
  t.is((await api('GET', `/channels/${channelId}/messages/${secret.id}`)).body.content, '');
  await control.editApplication({ applicationId: bot.user.id, intents: { messageContent: true } });
  t.is((await api('GET', `/channels/${channelId}/messages/${secret.id}`)).body.content, 'secret');
});

test('members are heard of only with their intent, and can be asked for in chunks', async (t) => {
  const world = await makeWorld(t, { intents: { members: true } });
  const { control, seed } = world;
  const shy = plain(world);
  const bold = plain(world);
  await Promise.all([once(shy.socket, 'open'), once(bold.socket, 'open')]);
  shy.send(2, identity('the-token', 1, { shard: [0, 1] }));
  bold.send(2, identity('the-token', 1 | GatewayIntentBits.GuildMembers, { shard: [0, 1] }));
  await Promise.all(
    [shy, bold].map((line) => line.until((payload) => payload.t === 'GUILD_CREATE')),
  );
  const { id } = await control.createPerson({ username: 'newcomer' });
  await control.join({ serverId: seed.serverId, personId: id });
  t.is((await bold.until((payload) => payload.t === 'GUILD_MEMBER_ADD')).d.user.id, id);
  await control.editServer({ serverId: seed.serverId, name: 'Renamed' });
  await shy.until((payload) => payload.t === 'GUILD_UPDATE');
  t.false(shy.seen.some((payload) => payload.t === 'GUILD_MEMBER_ADD'));

  bold.send(8, { guild_id: seed.serverId, query: '', limit: 0, nonce: 'n' });
  const chunk = await bold.until((payload) => payload.t === 'GUILD_MEMBERS_CHUNK');
  t.is(chunk.d.members.length, 7);
  t.is(chunk.d.nonce, 'n');
  shy.send(8, { guild_id: seed.serverId, user_ids: [id, '1'] });
  const asked = await shy.until((payload) => payload.t === 'GUILD_MEMBERS_CHUNK');
  t.deepEqual(asked.d.not_found, ['1']);
  shy.socket.terminate();
  bold.socket.terminate();
});

test('a bot that is added or removed hears of it', async (t) => {
  const world = await makeWorld(t);
  const { control, seed } = world;
  const bot = await makeBot(t, world);
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
  t.is((await world.api('GET', `/guilds/${server.id}`)).body.code, 10004);
});
