import test from 'ava';
import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  ContainerBuilder,
  Events,
  MessageFlags,
  Partials,
  type TextChannel,
} from 'discord.js';
import { createDiscordFixture, startTestBot } from './discord-fixture.ts';

test('a demo goes its way: command, modal, card, thread, DM, decision', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  t.is(bot.user.username, 'Vektra');
  await bot.application.commands.set([{ name: 'submit', description: 'Send a demo' }]);
  const staffChannel = (await bot.channels.fetch(seed.channels['staff']!)) as TextChannel;

  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        custom_id: 'demo',
        title: 'Send a demo',
        components: [
          {
            type: ComponentType.Label,
            label: 'Track',
            component: {
              type: ComponentType.TextInput,
              custom_id: 'track',
              style: 1,
              max_length: 40,
            },
          },
          {
            type: ComponentType.Label,
            label: 'File',
            component: { type: ComponentType.FileUpload, custom_id: 'file', required: false },
          },
        ],
      });
    else if (interaction.isModalSubmit()) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const track = interaction.fields.getTextInputValue('track');
      const files = interaction.fields.getUploadedFiles('file');
      const card = new ContainerBuilder()
        .addTextDisplayComponents({ type: 10, content: `**${track}** ${files?.first()?.name}` })
        .addActionRowComponents({
          type: 1,
          components: [
            { type: 2, style: ButtonStyle.Success, label: 'Approve', custom_id: 'approve:1' },
          ],
        });
      await staffChannel.send({ flags: MessageFlags.IsComponentsV2, components: [card] });
      const thread = await staffChannel.threads.create({
        name: `#1 ${track}`,
        type: ChannelType.PrivateThread,
      });
      await thread.members.add(seed.people.staff);
      await thread.send({ files: [{ attachment: Buffer.from('notes'), name: 'notes.txt' }] });
      await interaction.user.send('Your demo is #1.');
      await interaction.editReply('Received as #1.');
    } else if (interaction.isButton()) {
      const done = new ContainerBuilder().addTextDisplayComponents({
        type: 10,
        content: `Approved by ${interaction.user}`,
      });
      await interaction.update({ components: [done], flags: MessageFlags.IsComponentsV2 });
    }
  });

  const { artist, staff } = seed.people;
  const modal = await control.runCommand({
    personId: artist,
    channelId: seed.channels['demos']!,
    command: 'submit',
  });
  if (modal.kind !== 'modal') return t.fail(JSON.stringify(modal));
  t.is(modal.title, 'Send a demo');
  const answer = await control.submitModal({
    personId: artist,
    modalId: modal.modalId,
    values: { track: 'Night Drive' },
    files: { file: [{ name: 'night.mp3', text: 'la la' }] },
    settle: true,
  });
  if (answer.kind !== 'message') return t.fail(JSON.stringify(answer));
  t.true(answer.ephemeral);
  t.is(answer.message.content, 'Received as #1.');

  const [card] = await control.readMessages({
    personId: staff,
    channelId: seed.channels['staff']!,
  });
  t.is((card!.components![0] as { accent_color: unknown }).accent_color, null);
  t.regex(JSON.stringify(card!.components), /\*\*Night Drive\*\* night\.mp3/);
  const [thread] = await control.listThreads({
    personId: staff,
    channelId: seed.channels['staff']!,
  });
  const inThread = await control.readMessages({ personId: staff, channelId: thread!.id });
  t.is(inThread.at(-1)!.attachments[0]!.filename, 'notes.txt');
  t.is(await (await fetch(inThread.at(-1)!.attachments[0]!.url)).text(), 'notes');
  const dm = await control.wait({ personId: artist, botId: bot.user.id, contains: '#1' });
  t.is(dm.author.id, bot.user.id);

  const decided = await control.pressButton({
    personId: staff,
    channelId: seed.channels['staff']!,
    messageId: card!.id,
    customId: 'approve:1',
  });
  if (decided.kind !== 'update') return t.fail(JSON.stringify(decided));
  t.regex(JSON.stringify(decided.message.components), /Approved by/);
  t.deepEqual(fixture.discord.unknownCalls, []);

  await t.throwsAsync(
    control.readMessages({ personId: artist, channelId: seed.channels['staff']! }),
    { message: /sees no channel/ },
  );
});

test('two shards each hear their servers; DMs arrive on shard 0', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  // Ids whose time part is even and odd: one server for each of the two shards.
  const base = (BigInt(seed.serverId) >> 22n) + 10n;
  const ids = [0n, 1n].map((n) => String((((base >> 1n) << 1n) + n) << 22n));
  for (const id of ids) {
    await control.createServer({
      id,
      name: `Label ${id}`,
      ownerId: seed.people.owner,
      members: [seed.people.artist],
    });
    await control.installBot({
      serverId: id,
      applicationId: seed.application.id,
      permissions: '3072',
    });
  }
  const bot = await startTestBot(t, fixture, {
    shards: [0, 1],
    shardCount: 2,
    partials: [Partials.Channel],
  });
  t.deepEqual(
    ids.map((id) => bot.guilds.cache.get(id)!.shardId),
    [0, 1],
  );
  const sequence = async () => (await control.listSessions()).map((session) => session.seq);
  const before = await sequence();
  const received: string[] = [];
  bot.on(Events.MessageCreate, (message) => {
    received.push(`${message.guild?.shardId ?? 'dm'}:${message.content}`);
  });
  const done = new Promise<void>((resolve) =>
    bot.on(Events.MessageCreate, () => received.length === 2 && resolve()),
  );
  const server = await control.getServer({ serverId: ids[1]! });
  await control.sendMessage({
    personId: seed.people.artist,
    channelId: server.channels[0]!.id,
    content: `hello <@${bot.user.id}>`,
  });
  await control.sendDm({
    personId: seed.people.artist,
    userId: bot.user.id,
    content: 'a private word',
  });
  await done;
  t.deepEqual(received.toSorted(), [`1:hello <@${bot.user.id}>`, 'dm:a private word']);
  t.deepEqual(
    await sequence(),
    before.map((seq) => seq + 1),
    'each shard heard one of the two',
  );
  t.deepEqual(
    (await control.listSessions()).map((session) => session.shard),
    [
      [0, 2],
      [1, 2],
    ],
  );
});
