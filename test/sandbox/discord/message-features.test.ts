import { once } from 'node:events';
import test from 'ava';
import { Events, GatewayIntentBits } from 'discord.js';
import {
  createDiscordFixture,
  formErrors,
  makeAdministrator,
  startTestBot,
} from './discord-fixture.ts';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.GuildMessagePolls,
];

test('reactions are added, counted, listed, removed and heard of', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture, { intents: INTENTS });
  const [personId, channelId] = [seed.people.artist, seed.channels['general']!];
  const channel = await bot.channels.fetch(channelId);
  if (!channel?.isSendable()) return t.fail();
  const message = await channel.send('Vote');
  await message.react('👍');
  const heard = once(bot, Events.MessageReactionAdd);
  await control.react({ personId, channelId, messageId: message.id, emoji: '👍' });
  t.is((await heard)[1].id, personId);
  const path = `/channels/${channelId}/messages/${message.id}`;
  t.deepEqual((await api('GET', path)).body.reactions, [
    {
      emoji: { id: null, name: '👍' },
      count: 2,
      count_details: { burst: 0, normal: 2 },
      me: true,
      me_burst: false,
      burst_colors: [],
    },
  ]);
  const thumb = encodeURIComponent('👍');
  const listUsers = async (query: string) =>
    (await api('GET', `${path}/reactions/${thumb}?${query}`)).body.map(
      (user: { id: string }) => user.id,
    );
  t.deepEqual(await listUsers('limit=1'), [personId]);
  t.deepEqual(await listUsers(`after=${personId}`), [bot.user.id]);
  const removed = once(bot, Events.MessageReactionRemove);
  await api('DELETE', `${path}/reactions/${thumb}/${personId}`);
  await removed;
  t.is((await api('PUT', `${path}/reactions/nonsense/@me`)).body.code, 10014);
  t.is((await api('PUT', `${path}/reactions/vinyl:1/@me`)).body.code, 10014);
  const cleared = once(bot, Events.MessageReactionRemoveAll);
  await message.reactions.removeAll();
  await cleared;
  t.is((await api('GET', path)).body.reactions, undefined);
});

test('the first of an emoji needs Add Reactions; twenty are the most', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const channelId = seed.channels['general']!;
  const personId = seed.people.artist;
  const { id } = await control.sendMessage({ personId, channelId, content: 'x' });
  await control.editChannel({
    channelId,
    overwrites: [{ id: seed.serverId, type: 0, deny: '64' }],
  });
  const path = `/channels/${channelId}/messages/${id}/reactions`;
  t.is((await api('PUT', `${path}/${encodeURIComponent('👍')}/@me`)).body.code, 50013);
  await control.react({ personId, channelId, messageId: id, emoji: '👍' });
  t.is((await api('PUT', `${path}/${encodeURIComponent('👍')}/@me`)).status, 204);
  await control.editChannel({ channelId, overwrites: [] });
  for (let n = 0; n < 19; n++) {
    const emoji = encodeURIComponent(String.fromCodePoint(0x1f600 + n));
    t.is((await api('PUT', `${path}/${emoji}/@me`)).status, 204);
  }
  t.is((await api('PUT', `${path}/${encodeURIComponent('🎹')}/@me`)).body.code, 30010);
});

test('a forward carries an immutable snapshot of what the bot may read', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture, { intents: INTENTS });
  const channelId = seed.channels['general']!;
  const channel = await bot.channels.fetch(channelId);
  if (!channel?.isSendable()) return t.fail();
  const original = await channel.send('Night Drive');
  const forward = await original.forward(seed.channels['demos']!);
  await original.edit('Changed');
  const { body } = await api('GET', `/channels/${seed.channels['demos']}/messages/${forward.id}`);
  t.is(body.message_reference.type, 1);
  t.is(body.content, '');
  t.is(body.message_snapshots[0].message.content, 'Night Drive');
  t.is(body.message_snapshots[0].message.author, undefined);
  t.is(body.flags & (1 << 14), 1 << 14);
  const secret = await control.sendMessage({
    personId: seed.people.artist,
    channelId,
    content: 'secret',
  });
  const refused = await api('POST', `/channels/${seed.channels['demos']}/messages`, {
    message_reference: { type: '1', message_id: secret.id, channel_id: channelId },
  });
  t.is(refused.body.code, 160014);
});

test('a poll is posted, voted in, ended by its author and by time', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture, { intents: INTENTS });
  const [personId, channelId] = [seed.people.artist, seed.channels['general']!];
  const channel = await bot.channels.fetch(channelId);
  if (!channel?.isSendable()) return t.fail();
  const create = () =>
    channel.send({
      poll: {
        question: { text: 'Which mix?' },
        answers: [{ text: 'Club', emoji: '🪩' }, { text: 'Radio' }],
        duration: 2,
        allowMultiselect: false,
      },
    });
  const message = await create();
  t.is(message.poll?.answers.size, 2);
  const heard = once(bot, Events.MessagePollVoteAdd);
  await control.vote({ personId, channelId, messageId: message.id, answers: [2] });
  t.is((await heard)[0].id, 2);
  const voters = await api('GET', `/channels/${channelId}/polls/${message.id}/answers/2`);
  t.is(voters.body.users[0].id, personId);
  const { body } = await api('GET', `/channels/${channelId}/messages/${message.id}`);
  t.deepEqual(body.poll.results.answer_counts, [{ id: 2, count: 1, me_voted: false }]);
  t.is(
    (await api('PATCH', `/channels/${channelId}/messages/${message.id}`, { poll: {} })).status,
    400,
  );
  const ended = await api('POST', `/channels/${channelId}/polls/${message.id}/expire`);
  t.true(ended.body.poll.results.is_finalized);
  await t.throwsAsync(control.vote({ personId, channelId, messageId: message.id, answers: [1] }), {
    message: 'Poll expired',
  });
  const timed = await create();
  await control.advanceClock({ ms: 2 * 3_600_000 });
  const later = await api('GET', `/channels/${channelId}/messages/${timed.id}`);
  t.true(later.body.poll.results.is_finalized);
  const plain = await channel.send('no poll');
  t.is((await api('POST', `/channels/${channelId}/polls/${plain.id}/expire`)).body.code, 520006);
  const invalid = await api('POST', `/channels/${channelId}/messages`, {
    poll: { question: {}, answers: [] },
  });
  t.deepEqual(formErrors(invalid.body), [
    'poll.question.text: BASE_TYPE_REQUIRED',
    'poll.answers: BASE_TYPE_BAD_LENGTH',
  ]);
});

test('a message of an announcement channel is crossposted once', async (t) => {
  const fixture = await createDiscordFixture(t);
  await makeAdministrator(fixture);
  const { api, control, seed } = fixture;
  const news = await control.createChannel({
    serverId: seed.serverId,
    name: 'news',
    type: 'announcement',
  });
  const message = await api('POST', `/channels/${news.id}/messages`, { content: 'Out now' });
  const path = `/channels/${news.id}/messages/${message.body.id}/crosspost`;
  t.is((await api('POST', path)).body.flags, 1);
  t.is((await api('POST', path)).body.code, 40033);
  const general = seed.channels['general'];
  const other = await api('POST', `/channels/${general}/messages`, { content: 'x' });
  const wrong = await api('POST', `/channels/${general}/messages/${other.body.id}/crosspost`);
  t.is(wrong.body.code, 50024);
});

test('an answer to an interaction keeps tts, and a deferred one takes a poll', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.create({ name: 'say', description: 'x' });
  await bot.application.commands.create({ name: 'vote', description: 'x' });
  const poll = { question: { text: 'Which?' }, answers: [{ poll_media: { text: 'This' } }] };
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
    const original = `/webhooks/${bot.user.id}/${interaction.token}/messages/@original`;
    if (interaction.commandName === 'say') {
      await api('POST', path, { type: 4, data: { content: 'hello', tts: true } }, null);
      return;
    }
    await api('POST', path, { type: 5 }, null);
    await api('PATCH', original, { poll }, null);
  });
  const run = { personId: seed.people.artist, channelId: seed.channels['general']!, settle: true };
  const said = await control.runCommand({ ...run, command: 'say' });
  t.true(said.kind === 'message' && said.message.tts);
  const voted = await control.runCommand({ ...run, command: 'vote' });
  t.is(voted.kind === 'message' && voted.message.poll?.question.text, 'Which?');
});

test('what a message cannot carry here is said, with one code, and recorded', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, discord, seed } = fixture;
  const path = `/channels/${seed.channels['general']}/messages`;
  const refused = await api('POST', path, { content: 'x', sticker_ids: ['1'] });
  t.is(refused.status, 400);
  t.deepEqual(refused.body, {
    message: 'The local Discord does not speak "sticker_ids" of a message',
    code: 990_001,
  });
  t.is((await api('GET', `/guilds/${seed.serverId}/stickers`)).body.code, 990_001);
  t.is((await api('PATCH', '/applications/@me', { tags: ['music'] })).body.code, 990_001);
  t.is((await api('POST', '/stage-instances', { topic: 'x' })).body.code, 990_001);
  t.deepEqual(
    discord.unknownCalls.map((call) => call.path),
    [path, `/guilds/${seed.serverId}/stickers`, '/applications/@me', '/stage-instances'],
  );
});
