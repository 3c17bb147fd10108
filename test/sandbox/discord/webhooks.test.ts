import { once } from 'node:events';
import test from 'ava';
import { Events, GatewayIntentBits, WebhookClient } from 'discord.js';
import {
  createDiscordFixture,
  formErrors,
  makeAdministrator,
  startTestBot,
} from './discord-fixture.ts';

test('a webhook is made, executed, its message edited and deleted, without a bot token', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, seed, discord } = fixture;
  const bot = await startTestBot(t, fixture, {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildWebhooks],
  });
  const guild = bot.guilds.cache.get(seed.serverId)!;
  const heard = once(bot, Events.WebhooksUpdate);
  const webhook = await guild.channels.createWebhook({
    channel: seed.channels['general']!,
    name: 'Releases',
  });
  await heard;
  t.is((await guild.fetchWebhooks()).size, 1);
  t.is((await api('GET', `/channels/${seed.channels['general']}/webhooks`)).body[0].id, webhook.id);
  const client = new WebhookClient(
    { id: webhook.id, token: webhook.token! },
    { rest: { api: `${discord.url}/api` } },
  );
  const message = await client.send({ content: 'Out now', username: 'Nightfall' });
  t.like(message.author, { id: webhook.id, username: 'Nightfall' });
  const edited = await client.editMessage(message.id, { content: 'Out today' });
  t.is(edited.content, 'Out today');
  t.is((await client.fetchMessage(message.id)).content, 'Out today');
  await client.deleteMessage(message.id);
  const path = `/webhooks/${webhook.id}/${webhook.token}`;
  t.is((await api('GET', `${path}/messages/${message.id}`, undefined, null)).body.code, 10008);
  t.is((await api('POST', path, { content: 'quiet' }, null)).status, 204);
  t.like((await api('POST', `${path}?wait=1`, { content: 'x' }, null)).body, {
    webhook_id: webhook.id,
    application_id: bot.user.id,
  });
  t.is((await api('GET', path, undefined, null)).body.user, undefined);
  t.is(
    (await api('POST', `/webhooks/${webhook.id}/wrong`, { content: 'x' }, null)).body.code,
    50027,
  );
  const refused = await api('POST', `/channels/${seed.channels['general']}/webhooks`, {
    name: 'discord news',
  });
  t.deepEqual(formErrors(refused.body), ['name: USERNAME_INVALID_CONTAINS']);
  await webhook.edit({ name: 'News' });
  t.is((await api('GET', `/webhooks/${webhook.id}`)).body.name, 'News');
  await webhook.delete();
  t.is((await api('GET', `/webhooks/${webhook.id}`)).body.code, 10015);
});

test('a webhook needs its permission and writes into a thread of its channel', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, seed } = fixture;
  const general = seed.channels['general']!;
  t.is((await api('POST', `/channels/${general}/webhooks`, { name: 'x' })).body.code, 50013);
  await makeAdministrator(fixture);
  const { body: hook } = await api('POST', `/channels/${general}/webhooks`, { name: 'x' });
  const { body: thread } = await api('POST', `/channels/${general}/threads`, {
    name: 'talk',
    type: 11,
  });
  const path = `/webhooks/${hook.id}/${hook.token}?wait=true`;
  const sent = await api('POST', `${path}&thread_id=${thread.id}`, { content: 'here' }, null);
  t.is(sent.body.channel_id, thread.id);
  t.is((await api('POST', `${path}&thread_id=1`, { content: 'x' }, null)).body.code, 10003);
});

test('an invite is made, looked at, used up and deleted', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture, {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildInvites],
  });
  const guild = bot.guilds.cache.get(seed.serverId)!;
  const heard = once(bot, Events.InviteCreate);
  const invite = await guild.invites.create(seed.channels['welcome']!, { maxUses: 1, maxAge: 60 });
  t.is((await heard)[0].code, invite.code);
  const seen = await api('GET', `/invites/${invite.code}?with_counts=1`, undefined, null);
  t.like(seen.body, { code: invite.code, guild_id: guild.id, approximate_member_count: 6 });
  t.is((await guild.invites.fetch()).size, 1);
  const { id } = await control.createPerson({ username: 'newcomer' });
  await control.acceptInvite({ personId: id, code: invite.code });
  t.is((await api('GET', `/guilds/${guild.id}/members/${id}`)).status, 200);
  t.is((await api('GET', `/invites/${invite.code}`)).body.code, 10006);
  const path = `/channels/${seed.channels['welcome']}/invites`;
  const { body: first } = await api('POST', path, {});
  t.is((await api('POST', path, {})).body.code, first.code);
  t.not((await api('POST', path, { unique: true })).body.code, first.code);
  t.is((await api('DELETE', `/invites/${first.code}`)).status, 200);
  t.is((await api('GET', path)).body.length, 1);
  await control.advanceClock({ ms: 86_400_000 });
  t.deepEqual((await api('GET', path)).body, []);
});
