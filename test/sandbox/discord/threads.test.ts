import test from 'ava';
import { PermissionFlagsBits as P } from 'discord.js';
import { createDiscordFixture, type DiscordFixture } from './discord-fixture.ts';

async function createPrivateThread(fixture: DiscordFixture, channel = 'staff') {
  const path = `/channels/${fixture.seed.channels[channel]}/threads`;
  return (await fixture.api('POST', path, { name: '#1 demo', type: 12 })).body;
}

test('private threads: text channels only, seen by members and who manages threads', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const thread = await createPrivateThread(fixture, 'general');
  t.like(thread, { type: 12, owner_id: seed.application.id, parent_id: seed.channels['general'] });
  t.like(thread.thread_metadata, { archived: false, locked: false, invitable: true });
  const countVisible = async (personId: string) =>
    (await control.listThreads({ personId, channelId: seed.channels['general']! })).length;
  t.deepEqual(
    [await countVisible(seed.people.owner), await countVisible(seed.people.artist)],
    [1, 0],
  );
  t.is(
    (await api('PUT', `/channels/${thread.id}/thread-members/${seed.people.artist}`)).status,
    204,
  );
  t.is(await countVisible(seed.people.artist), 1);
  const systemMessages = await control.readMessages({
    personId: seed.people.artist,
    channelId: thread.id,
  });
  t.is(systemMessages[0]!.type, 1, 'the system message that names who was added');
  t.is(
    (await api('DELETE', `/channels/${thread.id}/thread-members/${seed.people.artist}`)).status,
    204,
  );
  t.is(await countVisible(seed.people.artist), 0);
  t.is((await control.inspectChannel({ channelId: seed.channels['general']! })).messageCount, 0);
  const voice = await control.createChannel({
    serverId: seed.serverId,
    name: 'talk',
    type: 'voice',
  });
  t.is((await api('POST', `/channels/${voice.id}/threads`, { name: 'a' })).body.code, 50024);
  const news = await control.createChannel({
    serverId: seed.serverId,
    name: 'news',
    type: 'announcement',
  });
  t.is(
    (await api('POST', `/channels/${news.id}/threads`, { name: 'a', type: 12 })).body.code,
    50024,
  );
});

test('who cannot see the channel cannot be let into its thread; mentions let others in', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { seed, api, control } = fixture;
  const thread = await createPrivateThread(fixture);
  const addMember = (id: string) => api('PUT', `/channels/${thread.id}/thread-members/${id}`);
  t.is((await addMember(seed.people.artist)).body.code, 50001);
  t.is((await addMember('1')).body.code, 10013);
  const sendMessage = (body: object) => api('POST', `/channels/${thread.id}/messages`, body);
  await sendMessage({ content: `<@${seed.people.staff}>`, allowed_mentions: { parse: [] } });
  const members = async () =>
    (await control.listThreadMembers({ channelId: thread.id })).map((member) => member.user_id);
  t.deepEqual(await members(), [seed.application.id]);
  await sendMessage({ content: `<@${seed.people.staff}> <@${seed.people.artist}>` });
  t.deepEqual(await members(), [seed.application.id, seed.people.staff]);
  t.is(
    (await api('GET', `/channels/${thread.id}/thread-members`)).body.code,
    50001,
    'needs the intent',
  );
  t.is(
    (await api('GET', `/channels/${thread.id}/thread-members/${seed.people.staff}`)).status,
    200,
  );
  t.is(
    (await api('GET', `/channels/${thread.id}/thread-members/${seed.people.artist}`)).body.code,
    10007,
  );
});

test('archived threads: almost nothing works, writing opens them unless locked', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const thread = await createPrivateThread(fixture);
  const path = `/channels/${thread.id}`;
  const message = (await api('POST', `${path}/messages`, { content: 'a' })).body;
  const archive = (createAnother: object = {}) =>
    api('PATCH', path, { archived: true, ...createAnother });
  t.true((await archive()).body.thread_metadata.archived);
  t.is((await api('PATCH', `${path}/messages/${message.id}`, { content: 'b' })).body.code, 50083);
  t.is((await api('PUT', `${path}/thread-members/${seed.people.staff}`)).body.code, 50083);
  t.is((await api('PATCH', path, { name: 'b' })).body.code, 50083);
  const listed = await api('GET', `/channels/${seed.channels['staff']}/threads/archived/private`);
  t.deepEqual(
    listed.body.threads.map((item: { id: string }) => item.id),
    [thread.id],
  );
  t.is((await api('GET', `/guilds/${seed.serverId}/threads/active`)).body.threads.length, 0);
  t.is((await api('POST', `${path}/messages`, { content: 'wakes' })).status, 200);
  t.false((await api('GET', path)).body.thread_metadata.archived);
  t.is((await archive({ locked: true })).status, 200);
  const server = await control.getServer({ serverId: seed.serverId });
  const managed = server.roles.find((role) => role.managed)!;
  const withoutManageThreads = BigInt(managed.permissions) & ~P.ManageThreads;
  await control.editRole({
    serverId: seed.serverId,
    roleId: managed.id,
    permissions: withoutManageThreads,
  });
  t.is((await api('POST', `${path}/messages`, { content: 'x' })).body.code, 50083);
  t.is((await api('PATCH', path, { archived: false })).body.code, 50013);
  await control.editRole({
    serverId: seed.serverId,
    roleId: managed.id,
    permissions: managed.permissions,
  });
  t.is((await api('PATCH', path, { archived: false, locked: false })).status, 200);
});

test('silent threads archive themselves, and there is a cap', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, api, seed } = fixture;
  const thread = await createPrivateThread(fixture);
  await control.setRules({ activeThreads: 1 });
  const createAnother = () =>
    api('POST', `/channels/${seed.channels['staff']}/threads`, { name: 'b', type: 12 });
  t.is((await createAnother()).body.code, 160006);
  await control.advanceClock({ ms: 4321 * 60_000 });
  t.true((await api('GET', `/channels/${thread.id}`)).body.thread_metadata.archived);
  t.is((await createAnother()).status, 201);
});

test('threads on messages share their id, once', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, seed } = fixture;
  const path = `/channels/${seed.channels['general']}/messages`;
  const message = (await api('POST', path, { content: 'a' })).body;
  const thread = await api('POST', `${path}/${message.id}/threads`, { name: 'about a' });
  t.is(thread.status, 201);
  t.is(thread.body.id, message.id);
  t.is(thread.body.type, 11);
  t.is((await api('POST', `${path}/${message.id}/threads`, { name: 'again' })).body.code, 160004);
  t.is((await api('GET', `${path}/${message.id}`)).body.thread.id, message.id);
  t.is((await api('POST', `${path}/1/threads`, { name: 'x' })).body.code, 10008);
  await api('DELETE', `/channels/${seed.channels['general']}`);
  t.is((await api('DELETE', `/channels/${thread.body.id}`)).status, 200);
  t.is((await api('GET', `/channels/${thread.body.id}`)).body.code, 10003);
});
