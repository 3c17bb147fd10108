import { once } from 'node:events';
import test, { type ExecutionContext } from 'ava';
import {
  AuditLogEvent,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Guild,
  PermissionFlagsBits,
} from 'discord.js';
import {
  createDiscordFixture,
  formErrors,
  makeAdministrator,
  startTestBot,
} from './discord-fixture.ts';

async function createModerator(t: ExecutionContext) {
  const fixture = await createDiscordFixture(t, { intents: { members: true } });
  await makeAdministrator(fixture);
  const bot = await startTestBot(t, fixture, {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.GuildModeration,
      GatewayIntentBits.GuildExpressions,
      GatewayIntentBits.GuildMessages,
    ],
  });
  const guild = bot.guilds.cache.get(fixture.seed.serverId)!;
  return { fixture, bot, guild, artist: fixture.seed.people.artist };
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error) => (error instanceof DiscordAPIError ? error.code : error),
  );
}

const readEntry = async (guild: Guild, type: AuditLogEvent) =>
  (await guild.fetchAuditLogs({ type, limit: 1 })).entries.first();

test('a role is created, edited, moved, given, taken and deleted', async (t) => {
  const { fixture, guild, artist } = await createModerator(t);
  const role = await guild.roles.create({
    name: 'Signed',
    colors: { primaryColor: 0xff8800 },
    hoist: true,
    permissions: [PermissionFlagsBits.SendMessages],
    reason: 'The first contract – félicitations',
  });
  t.like(role, { name: 'Signed', color: 0xff8800, hoist: true });
  t.is(
    (await readEntry(guild, AuditLogEvent.RoleCreate))?.reason,
    'The first contract – félicitations',
  );
  await role.edit({ name: 'Signed artist', mentionable: true });
  t.is((await guild.roles.fetch(role.id, { force: true }))?.name, 'Signed artist');
  await fixture.api('PATCH', `/guilds/${guild.id}/roles`, [{ id: role.id, position: '2' }]);
  t.is((await guild.roles.fetch(role.id, { force: true }))?.rawPosition, 2);
  const member = await guild.members.fetch(artist);
  await member.roles.add(role, 'signed');
  t.true((await guild.members.fetch({ user: artist, force: true })).roles.cache.has(role.id));
  const given = await readEntry(guild, AuditLogEvent.MemberRoleUpdate);
  t.is(given?.targetId, artist);
  t.like(given?.changes[0], { key: '$add', new: [{ id: role.id, name: 'Signed artist' }] });
  await member.roles.remove(role);
  t.false((await guild.members.fetch({ user: artist, force: true })).roles.cache.has(role.id));
  await member.roles.add(role);
  await role.delete();
  t.false((await guild.members.fetch({ user: artist, force: true })).roles.cache.has(role.id));
  t.is((await fixture.api('GET', `/guilds/${guild.id}/roles/${role.id}`)).body.code, 10011);
});

test('roles are guarded by permission, hierarchy and kind', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const roles = `/guilds/${seed.serverId}/roles`;
  t.is((await api('POST', roles, {})).body.code, 50013);
  await control.installBot({
    serverId: seed.serverId,
    applicationId: seed.application.id,
    permissions: PermissionFlagsBits.ManageRoles,
  });
  t.is((await api('POST', roles, { permissions: '8' })).body.code, 50013);
  const created = await api('POST', roles, {});
  t.like(created.body, { name: 'new role', position: 1, color: 0 });
  const above = await control.createRole({ serverId: seed.serverId, name: 'Above' });
  t.is((await api('PATCH', `${roles}/${above.id}`, { name: 'x' })).body.code, 50013);
  const artist = `/guilds/${seed.serverId}/members/${seed.people.artist}`;
  t.is((await api('PUT', `${artist}/roles/${above.id}`)).body.code, 50013);
  t.is((await api('PUT', `${artist}/roles/1`)).body.code, 10011);
  t.is((await api('PUT', `${artist}/roles/${created.body.id}`)).status, 204);
  t.is((await api('DELETE', `${roles}/${seed.serverId}`)).body.code, 50028);
  t.is((await api('DELETE', `${roles}/${created.body.id}`)).status, 204);
  const counts = await api('GET', `${roles}/member-counts`);
  t.is(counts.body[seed.roles['Staff']!], 2);
});

test('a member is renamed, silenced and kicked', async (t) => {
  const { fixture, bot, guild, artist } = await createModerator(t);
  const member = await guild.members.fetch(artist);
  const updated = once(bot, Events.GuildMemberUpdate);
  await member.setNickname('Kite of Nightfall', 'as asked');
  t.is((await updated)[1].nickname, 'Kite of Nightfall');
  t.like(await readEntry(guild, AuditLogEvent.MemberUpdate), {
    targetId: artist,
    reason: 'as asked',
  });
  await member.timeout(60_000);
  t.true((await guild.members.fetch({ user: artist, force: true })).isCommunicationDisabled());
  await member.timeout(null);
  t.false((await guild.members.fetch({ user: artist, force: true })).isCommunicationDisabled());
  const far = await fixture.api('PATCH', `/guilds/${guild.id}/members/${artist}`, {
    communication_disabled_until: new Date(Date.now() + 29 * 86_400_000).toISOString(),
  });
  t.deepEqual(formErrors(far.body).length, 1);
  t.is(await codeOf(member.edit({ mute: true })), 40032);
  const owner = await guild.members.fetch(fixture.seed.people.owner);
  t.is(await codeOf(owner.setNickname('Boss')), 50013);
  t.is(await codeOf(owner.kick()), 50013);
  const left = once(bot, Events.GuildMemberRemove);
  await member.kick('spam');
  t.is((await left)[0].id, artist);
  t.is((await readEntry(guild, AuditLogEvent.MemberKick))?.reason, 'spam');
  t.is(await codeOf(guild.members.kick(artist)), 10007);
});

test('a ban keeps a person out, takes recent messages along, and is lifted', async (t) => {
  const { fixture, bot, guild, artist } = await createModerator(t);
  const channelId = fixture.seed.channels['general']!;
  await fixture.control.sendMessage({ personId: artist, channelId, content: 'spam' });
  const heard = once(bot, Events.GuildBanAdd);
  await guild.bans.create(artist, { deleteMessageSeconds: 3600, reason: 'spam' });
  t.is((await heard)[0].user.id, artist);
  const messages = await fixture.api('GET', `/channels/${channelId}/messages`);
  t.deepEqual(messages.body, []);
  t.is((await guild.bans.fetch({ user: artist, force: true })).reason, 'spam');
  t.is((await guild.bans.fetch()).size, 1);
  await t.throwsAsync(fixture.control.join({ serverId: guild.id, personId: artist }), {
    message: /banned/,
  });
  const lifted = once(bot, Events.GuildBanRemove);
  await guild.bans.remove(artist);
  await lifted;
  t.is(await codeOf(guild.bans.fetch({ user: artist, force: true })), 10026);
  await fixture.control.join({ serverId: guild.id, personId: artist });
  const bulk = await guild.bans.bulkCreate([artist, fixture.seed.people.owner]);
  t.deepEqual([bulk.bannedUsers, bulk.failedUsers], [[artist], [fixture.seed.people.owner]]);
  t.is(await codeOf(guild.bans.bulkCreate([artist])), 500000);
});

test('the audit log is told of, filtered, paged, and closed to who may not read it', async (t) => {
  const { fixture, bot, guild } = await createModerator(t);
  const heard = once(bot, Events.GuildAuditLogEntryCreate);
  const channel = await guild.channels.create({ name: 'announce', reason: 'release day' });
  const [entry] = await heard;
  t.like(entry, {
    action: AuditLogEvent.ChannelCreate,
    targetId: channel.id,
    reason: 'release day',
  });
  await channel.setTopic('Out now');
  await channel.permissionOverwrites.edit(guild.id, { SendMessages: false });
  await channel.delete();
  const log = await fixture.api('GET', `/guilds/${guild.id}/audit-logs`);
  t.deepEqual(
    log.body.audit_log_entries.map((item: { action_type: number }) => item.action_type),
    [12, 13, 11, 10],
  );
  t.deepEqual(log.body.audit_log_entries[2].changes, [
    { key: 'topic', old_value: null, new_value: 'Out now' },
  ]);
  t.is(log.body.users[0].id, bot.user.id);
  const path = `/guilds/${guild.id}/audit-logs`;
  const ascending = await fixture.api('GET', `${path}?after=1&limit=1`);
  t.is(ascending.body.audit_log_entries[0].action_type, 10);
  t.is((await fixture.api('GET', `${path}?action_type=12`)).body.audit_log_entries.length, 1);
  await fixture.control.installBot({
    serverId: guild.id,
    applicationId: bot.user.id,
    permissions: '1024',
  });
  t.is((await fixture.api('GET', path)).body.code, 50013);
});

const IMAGE = `data:image/png;base64,${Buffer.from('pretend').toString('base64')}`;

test('emojis of a server and of an application', async (t) => {
  const { fixture, bot, guild } = await createModerator(t);
  const heard = once(bot, Events.GuildEmojiCreate);
  const emoji = await guild.emojis.create({ attachment: IMAGE, name: 'vinyl' });
  await heard;
  t.is((await guild.emojis.fetch(emoji.id, { force: true })).name, 'vinyl');
  await emoji.setName('record');
  t.deepEqual(
    (await guild.emojis.fetch(undefined, { force: true })).map(({ name }) => name),
    ['record'],
  );
  const picture = await fetch(`${fixture.discord.url}/emojis/${emoji.id}.png`);
  t.is(picture.status, 200);
  const refused = await fixture.api('POST', `/guilds/${guild.id}/emojis`, {
    name: 'a b',
    image: IMAGE,
  });
  t.deepEqual(formErrors(refused.body), ['name: STRING_TYPE_REGEX']);
  await emoji.delete();
  t.is(await codeOf(guild.emojis.fetch(emoji.id, { force: true })), 10014);
  const own = await bot.application.emojis.create({ attachment: IMAGE, name: 'logo' });
  t.deepEqual(
    (await bot.application.emojis.fetch()).map(({ name }) => name),
    ['logo'],
  );
  await bot.application.emojis.edit(own.id, { name: 'mark' });
  await bot.application.emojis.delete(own.id);
  t.is((await bot.application.emojis.fetch(undefined, { force: true })).size, 0);
});

test('a server has a preview and voice regions', async (t) => {
  const { fixture, bot, guild } = await createModerator(t);
  const preview = await bot.fetchGuildPreview(guild.id);
  t.like(preview, { name: 'Nightfall Records', approximateMemberCount: 6 });
  t.true((await bot.fetchVoiceRegions()).size > 0);
  const { body } = await fixture.api('GET', '/voice/regions');
  t.deepEqual(Object.keys(body[0]).toSorted(), ['custom', 'deprecated', 'id', 'name', 'optimal']);
});
