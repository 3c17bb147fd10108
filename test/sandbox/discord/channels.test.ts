import { once } from 'node:events';
import test from 'ava';
import { ChannelType, Events } from 'discord.js';
import {
  createDiscordFixture,
  formErrors,
  makeAdministrator,
  startTestBot,
} from './discord-fixture.ts';

test('a voice channel has bitrate, user limit and region, and keeps what it was given', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, seed, control } = fixture;
  const { id } = await control.createChannel({
    serverId: seed.serverId,
    name: 'Listening',
    type: 'voice',
  });
  t.like((await api('GET', `/channels/${id}`)).body, {
    bitrate: 64_000,
    user_limit: 0,
    rtc_region: null,
    video_quality_mode: 1,
  });
  const created = await api('POST', `/guilds/${seed.serverId}/channels`, {
    name: 'Studio',
    type: 2,
    bitrate: 96_000,
    user_limit: 5,
    rtc_region: 'rotterdam',
  });
  t.is(created.status, 201);
  t.like(created.body, { bitrate: 96_000, user_limit: 5, rtc_region: 'rotterdam' });
  const edited = await api('PATCH', `/channels/${created.body.id}`, {
    user_limit: 7,
    rtc_region: null,
  });
  t.like(edited.body, { bitrate: 96_000, user_limit: 7, rtc_region: null });
  const refused = await api('PATCH', `/channels/${created.body.id}`, { bitrate: 7000 });
  t.deepEqual(formErrors(refused.body), ['bitrate: NUMBER_TYPE_MIN']);
  const bot = await startTestBot(t, fixture);
  const channel = await bot.channels.fetch(created.body.id);
  t.true(channel?.type === ChannelType.GuildVoice && channel.userLimit === 7);
});

test('a created channel answers 201 with everything that was asked for', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const bot = await startTestBot(t, fixture);
  const guild = bot.guilds.cache.get(fixture.seed.serverId)!;
  const channel = await guild.channels.create({
    name: 'Late Night',
    topic: 'after hours',
    rateLimitPerUser: 30,
    nsfw: true,
    position: 2,
    defaultAutoArchiveDuration: 1440,
  });
  t.like(await channel.fetch(true), {
    name: 'late-night',
    topic: 'after hours',
    rateLimitPerUser: 30,
    nsfw: true,
    rawPosition: 2,
    defaultAutoArchiveDuration: 1440,
  });
});

test('active threads say whether there are more', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { body } = await fixture.api('GET', `/guilds/${fixture.seed.serverId}/threads/active`);
  t.deepEqual(body, { threads: [], members: [], has_more: false });
});

test('a user has flags, public flags and a primary guild', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { body } = await fixture.api('GET', `/users/${fixture.seed.people.artist}`);
  t.like(body, { flags: 0, public_flags: 0, primary_guild: null, collectibles: null });
});

test('each pin has its own time, and bots hear of pins', async (t) => {
  const nowMs = Date.now();
  const fixture = await createDiscordFixture(t, { now: () => nowMs });
  await makeAdministrator(fixture);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  const channelId = seed.channels['general']!;
  const send = (content: string) =>
    control.sendMessage({ personId: seed.people.artist, channelId, content });
  const [first, second] = [await send('first'), await send('second')];
  const heard = once(bot, Events.ChannelPinsUpdate);
  await api('PUT', `/channels/${channelId}/messages/pins/${first.id}`);
  const [, time] = await heard;
  t.is(Number(time), nowMs);
  await control.advanceClock({ ms: 60_000 });
  await api('PUT', `/channels/${channelId}/messages/pins/${second.id}`);
  const list = await api('GET', `/channels/${channelId}/messages/pins`);
  t.deepEqual(
    list.body.items.map((item: { pinned_at: string; message: { id: string } }) => [
      item.message.id,
      Date.parse(item.pinned_at) - nowMs,
    ]),
    [
      [second.id, 60_000],
      [first.id, 0],
    ],
  );
  const page = await api('GET', `/channels/${channelId}/messages/pins?limit=1`);
  t.true(page.body.has_more);
  const before = encodeURIComponent(page.body.items[0].pinned_at);
  const next = await api('GET', `/channels/${channelId}/messages/pins?limit=1&before=${before}`);
  t.is(next.body.items[0].message.id, first.id);
  t.false(next.body.has_more);
  const unpinned = once(bot, Events.ChannelPinsUpdate);
  await api('DELETE', `/channels/${channelId}/messages/pins/${first.id}`);
  await unpinned;
});

test('the legacy routes of pins answer as they did', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const channelId = seed.channels['general']!;
  const { id } = await control.sendMessage({
    personId: seed.people.artist,
    channelId,
    content: 'pin me',
  });
  t.is((await api('PUT', `/channels/${channelId}/pins/${id}`)).status, 204);
  const list = await api('GET', `/channels/${channelId}/pins`);
  t.deepEqual(
    list.body.map((message: { id: string; pinned: boolean }) => [message.id, message.pinned]),
    [[id, true]],
  );
  t.is((await api('DELETE', `/channels/${channelId}/pins/${id}`)).status, 204);
  t.deepEqual((await api('GET', `/channels/${channelId}/pins`)).body, []);
  t.deepEqual(fixture.discord.unknownCalls, []);
});

test('many messages are deleted in one event; old ones and duplicates are refused', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  const channelId = seed.channels['general']!;
  const send = (content: string) =>
    control.sendMessage({ personId: seed.people.artist, channelId, content });
  const ids = [(await send('a')).id, (await send('b')).id];
  const path = `/channels/${channelId}/messages/bulk-delete`;
  const duplicate = await api('POST', path, { messages: [ids[0], ids[0]] });
  t.deepEqual(formErrors(duplicate.body), ['messages: SET_TYPE_ALREADY_CONTAINS_VALUE']);
  let singles = 0;
  bot.on(Events.MessageDelete, () => singles++);
  const bulk = once(bot, Events.MessageBulkDelete);
  const raw = once(bot.ws as never, 'MESSAGE_DELETE_BULK' as never) as Promise<[unknown]>;
  t.is((await api('POST', path, { messages: ids })).status, 204);
  t.deepEqual((await raw)[0], { ids, channel_id: channelId, guild_id: seed.serverId });
  await bulk;
  t.is(singles, 0);
  const late = [(await send('c')).id, (await send('d')).id];
  await control.advanceClock({ ms: 14 * 86_400_000 + 1000 });
  const refused = await api('POST', path, { messages: late });
  t.is(refused.status, 400);
  t.is(refused.body.code, 50034);
  t.is((await api('GET', `/channels/${channelId}/messages`)).body.length, 2);
});

test('text to speech is kept, and needs its permission', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  const refused = await fixture.api('POST', path, { content: 'x', tts: true });
  t.is(refused.body.code, 50013);
  await makeAdministrator(fixture);
  t.true((await fixture.api('POST', path, { content: 'x', tts: true })).body.tts);
  t.false((await fixture.api('POST', path, { content: 'x' })).body.tts);
});

test('a bot hears on every shard that its own user changed', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture, { shards: [0, 1], shardCount: 2 });
  const shards = new Set<number>();
  const both = new Promise<void>((resolve) =>
    bot.ws.on('USER_UPDATE' as never, (_user: unknown, shard: number) => {
      shards.add(shard);
      if (shards.size === 2) resolve();
    }),
  );
  await bot.user.setUsername('Nightfall');
  await both;
  t.is(bot.user.username, 'Nightfall');
});
