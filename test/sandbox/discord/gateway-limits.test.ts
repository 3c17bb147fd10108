import { once } from 'node:events';
import { createZstdDecompress } from 'node:zlib';
import test from 'ava';
import { Events } from 'discord.js';
import { createDiscordFixture, startTestBot } from './discord-fixture.ts';
import { createIdentify, openConnection, openPlainConnection } from './gateway-connection.ts';

test('a payload over 4,096 bytes is a decode error (4002)', async (t) => {
  const fixture = await createDiscordFixture(t);
  const create = (bytes: number) => {
    const empty = JSON.stringify({ op: 1, d: '' });
    return JSON.stringify({ op: 1, d: 'x'.repeat(bytes - empty.length) });
  };
  const connection = openPlainConnection(fixture);
  await once(connection.socket, 'open');
  connection.socket.send(create(4096));
  await connection.waitFor((payload) => payload.op === 11);
  connection.socket.send(create(4097));
  t.is(await connection.closed, 4002);
});

test('more than 120 payloads in a minute close the connection with 4008', async (t) => {
  const nowMs = Date.now();
  const fixture = await createDiscordFixture(t, { now: () => nowMs });
  const connection = openPlainConnection(fixture);
  await once(connection.socket, 'open');
  for (let n = 0; n < 120; n++) connection.send(1, n);
  await connection.waitFor(
    () => connection.received.filter((payload) => payload.op === 11).length === 120,
  );
  await fixture.control.advanceClock({ ms: 60_000 });
  for (let n = 0; n < 121; n++) connection.send(1, n);
  t.is(await connection.closed, 4008);
});

test('after op 9 the same connection takes another IDENTIFY', async (t) => {
  const fixture = await createDiscordFixture(t);
  const connection = openPlainConnection(fixture);
  await once(connection.socket, 'open');
  connection.send(2, createIdentify('the-token', 1));
  const first = await connection.waitFor((payload) => payload.t === 'READY');
  await fixture.control.askReconnect({
    applicationId: fixture.seed.application.id,
    invalidSession: true,
  });
  await connection.waitFor((payload) => payload.op === 9);
  connection.send(2, createIdentify('the-token', 1));
  const second = await connection.waitFor(
    (payload) => payload.t === 'READY' && payload.d.session_id !== first.d.session_id,
  );
  t.is(second.s, 1);
  connection.send(2, createIdentify('the-token', 1));
  t.is(await connection.closed, 4005);
});

test('a session of version 9 says so', async (t) => {
  const fixture = await createDiscordFixture(t);
  const connection = openPlainConnection(fixture, '?v=9&encoding=json');
  await once(connection.socket, 'open');
  connection.send(2, createIdentify('the-token', 1));
  t.is((await connection.waitFor((payload) => payload.t === 'READY')).d.v, 9);
  connection.socket.terminate();
});

test('one zstd stream carries everything when asked, a payload in each message', async (t) => {
  const fixture = await createDiscordFixture(t);
  const connection = openConnection(fixture, '?v=10&encoding=json&compress=zstd-stream');
  const decompress = createZstdDecompress();
  let text = '';
  decompress.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes('"t":"GUILD_CREATE"'))
      connection.handlePayload({ op: 0, t: 'GUILD_CREATE', s: 2, d: null });
  });
  let messageCount = 0;
  connection.socket.on('message', (raw) => {
    messageCount++;
    decompress.write(raw as Buffer);
  });
  await once(connection.socket, 'open');
  connection.send(2, createIdentify('the-token', 1));
  await connection.waitFor((payload) => payload.t === 'GUILD_CREATE');
  t.regex(text, /^\{"op":10/);
  t.is(messageCount, 3);
  connection.socket.terminate();
});

test('member ids of a request may be integers', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { id } = await fixture.control.createPerson({
    username: 'precise',
    id: '9007199254740993',
  });
  await fixture.control.join({ serverId: fixture.seed.serverId, personId: id });
  const connection = openPlainConnection(fixture);
  await once(connection.socket, 'open');
  connection.send(2, createIdentify('the-token', 1));
  await connection.waitFor((payload) => payload.t === 'READY');
  connection.socket.send(`{"op":8,"d":{"guild_id":${fixture.seed.serverId},"user_ids":[${id}]}}`);
  const chunk = await connection.waitFor((payload) => payload.t === 'GUILD_MEMBERS_CHUNK');
  t.is(chunk.d.members[0].user.id, id);
  connection.socket.terminate();
});

test('discord.js identifies anew after op 9', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture);
  const ready = once(bot, Events.ShardReady);
  await fixture.control.askReconnect({ applicationId: bot.user.id, invalidSession: true });
  await ready;
  t.is((await fixture.control.listSessions()).filter((session) => session.connected).length, 1);
});
