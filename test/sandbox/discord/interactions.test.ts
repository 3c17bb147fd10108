import test from 'ava';
import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  ApplicationCommandOptionType as O,
} from 'discord.js';
import { createDiscordFixture, type DiscordFixture, startTestBot } from './discord-fixture.ts';

/** A bot with one command, `/go`, and what it does with whatever comes. */
async function startBotFixture(
  t: Parameters<typeof createDiscordFixture>[0],
  handler: (interaction: Interaction, bot: Client<true>) => unknown,
  commands: object[] = [{ name: 'go', description: 'x' }],
) {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.set(commands as never);
  bot.on(Events.InteractionCreate, (interaction) => handler(interaction, bot));
  const { artist } = fixture.seed.people;
  const channelId = fixture.seed.channels['general']!;
  const runGo = (more: object = {}) =>
    fixture.control.runCommand({ personId: artist, channelId, command: 'go', ...more });
  return { fixture, bot, artist, channelId, runGo };
}

const createButtonRow = (custom_id: string, more: object = {}) => ({
  type: 1,
  components: [{ type: 2, style: 1, label: 'x', custom_id, ...more }],
});

async function sendCallback(
  fixture: DiscordFixture,
  interaction: Interaction,
  body: object,
  query = '',
) {
  return fixture.api(
    'POST',
    `/interactions/${interaction.id}/${interaction.token}/callback${query}`,
    body,
    null,
  );
}

test('silence for three seconds: the person is told, the bot comes too late', async (t) => {
  let received: Interaction | undefined;
  const { fixture, runGo } = await startBotFixture(t, (interaction) => {
    received = interaction;
  });
  const from = Date.now();
  t.like(await runGo(), { kind: 'error', message: 'The application did not respond' });
  t.true(Date.now() - from >= 2990);
  const lateResponse = await sendCallback(fixture, received!, {
    type: 4,
    data: { content: 'sorry' },
  });
  t.is(lateResponse.status, 404);
  t.deepEqual(lateResponse.body, { message: 'Unknown interaction', code: 10062 });
});

test('an interaction is answered once; a wrong answer does not count', async (t) => {
  const codes: number[] = [];
  const allAttempted = Promise.withResolvers<void>();
  const { runGo } = await startBotFixture(t, async (interaction) => {
    const fixture = t.context as DiscordFixture;
    codes.push((await sendCallback(fixture, interaction, { type: 4, data: {} })).body.code);
    codes.push((await sendCallback(fixture, interaction, { type: 6 })).body.code);
    codes.push(
      (await sendCallback(fixture, interaction, { type: 4, data: { content: 'a' } })).status,
    );
    codes.push(
      (await sendCallback(fixture, interaction, { type: 4, data: { content: 'b' } })).body.code,
    );
    allAttempted.resolve();
  }).then((created) => {
    t.context = created.fixture;
    return created;
  });
  t.like(await runGo(), { kind: 'message', ephemeral: false });
  await allAttempted.promise;
  t.deepEqual(codes, [50006, 50035, 204, 40060]);
});

test('with_response tells what was made', async (t) => {
  let response: Awaited<ReturnType<typeof sendCallback>> | undefined;
  const { runGo } = await startBotFixture(t, async (interaction) => {
    response = await sendCallback(
      t.context as DiscordFixture,
      interaction,
      { type: 5, data: { flags: 64 } },
      '?with_response=true',
    );
    await (interaction as ChatInputCommandInteraction).webhook.editMessage('@original', 'done');
  }).then((created) => {
    t.context = created.fixture;
    return created;
  });
  const outcome = await runGo({ settle: true });
  t.like(outcome, { kind: 'message', ephemeral: true });
  t.is(response!.status, 200);
  t.like(response!.body.interaction, {
    response_message_loading: true,
    response_message_ephemeral: true,
  });
  t.is(response!.body.resource.type, 5);
  t.is(response!.body.resource.message.flags, 64 | 128);
});

test('a token lives fifteen minutes', async (t) => {
  const answered = Promise.withResolvers<void>();
  let received: ChatInputCommandInteraction | undefined;
  const { fixture, runGo } = await startBotFixture(t, async (interaction) => {
    received = interaction as ChatInputCommandInteraction;
    await received.reply('a');
    answered.resolve();
  });
  await runGo();
  // The person sees the answer before the bot's own request returns.
  await answered.promise;
  await received!.editReply('b');
  await fixture.control.advanceClock({ ms: 15 * 60_000 + 1 });
  await t.throwsAsync(received!.editReply('c'), { message: 'Invalid Webhook Token' });
  await t.throwsAsync(received!.followUp('c'), { message: 'Invalid Webhook Token' });
});

test('deferred answers, follow-ups and deletions by token', async (t) => {
  const answered = Promise.withResolvers<void>();
  let received: ChatInputCommandInteraction | undefined;
  const { fixture, runGo, artist, channelId } = await startBotFixture(t, async (interaction) => {
    received = interaction as ChatInputCommandInteraction;
    await received.deferReply();
    answered.resolve();
  });
  t.like(await runGo(), { kind: 'deferred', ephemeral: false, update: false });
  await answered.promise;
  const read = async () =>
    (await fixture.control.readMessages({ personId: artist, channelId })).map((m) => [
      m.content,
      m.flags,
    ]);
  t.deepEqual(await read(), [['', 128]]);
  await received!.followUp('first fills the answer');
  t.deepEqual(await read(), [['first fills the answer', 0]]);
  const second = await received!.followUp({ content: 'only you', flags: 64 });
  await t.throwsAsync(second.edit('not this way'), { message: 'Unknown Message' });
  await received!.webhook.editMessage(second.id, 'still only you');
  t.deepEqual((await read())[1], ['still only you', 64]);
  const { staff } = fixture.seed.people;
  t.is((await fixture.control.readMessages({ personId: staff, channelId })).length, 1);
  t.is((await fixture.api('GET', `/channels/${channelId}/messages/${second.id}`)).body.code, 10008);
  t.is((await fixture.control.readEphemeral({ personId: artist })).length, 1);
  await received!.deleteReply();
  await received!.deleteReply(second.id);
  t.deepEqual(await read(), []);
  await t.throwsAsync(received!.editReply('gone'), { message: 'Unknown Message' });
});

test('buttons: update, deferred update, on hidden answers too; disabled and missing ones', async (t) => {
  const { fixture, runGo, artist, channelId } = await startBotFixture(t, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({
        content: 'a',
        flags: 64,
        components: [
          createButtonRow('now'),
          createButtonRow('later'),
          createButtonRow('off', { disabled: true }),
        ] as never,
      });
    else if (interaction.isButton() && interaction.customId === 'now')
      await interaction.update({ content: `pressed in ${interaction.message.id}` });
    else if (interaction.isButton()) {
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'later', components: [] });
    }
  });
  const shown = await runGo();
  if (shown.kind !== 'message') return t.fail(JSON.stringify(shown));
  const messageId = shown.message.id;
  const pressButton = (customId: string, more: object = {}) =>
    fixture.control.pressButton({ personId: artist, channelId, messageId, customId, ...more });
  t.like(await pressButton('off'), { kind: 'error', message: 'This is disabled.' });
  t.like(await pressButton('nope'), { kind: 'error', code: 'INVALID_INPUT' });
  const now = await pressButton('now');
  if (now.kind !== 'update') return t.fail(JSON.stringify(now));
  t.is(now.message.content, `pressed in ${messageId}`);
  const later = await pressButton('later', { settle: true });
  if (later.kind !== 'update') return t.fail(JSON.stringify(later));
  t.is(later.message.content, 'later');
  await t.throwsAsync(
    fixture.control.pressButton({
      personId: fixture.seed.people.staff,
      channelId,
      messageId,
      customId: 'now',
    }),
    { message: /no message/ },
  );
});

test('selects check what can be chosen and resolve it', async (t) => {
  const receivedValues: unknown[] = [];
  const { fixture, runGo, artist, channelId } = await startBotFixture(t, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({
        content: 'a',
        components: [
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: 's',
                max_values: 2,
                options: ['a', 'b', 'c'].map((v) => ({ label: v, value: v })),
              },
            ],
          },
          { type: 1, components: [{ type: 5, custom_id: 'u' }] },
        ] as never,
      });
    else if (interaction.isUserSelectMenu()) {
      receivedValues.push(
        interaction.users.first()?.username,
        interaction.members.first()?.user?.username,
      );
      await interaction.reply('ok');
    } else if (interaction.isStringSelectMenu()) {
      receivedValues.push(interaction.values);
      await interaction.reply('ok');
    }
  });
  const shown = await runGo();
  if (shown.kind !== 'message') return t.fail();
  const choose = (customId: string, values: string[]) =>
    fixture.control.choose({
      personId: artist,
      channelId,
      messageId: shown.message.id,
      customId,
      values,
    });
  t.like(await choose('s', ['a', 'b', 'c']), { kind: 'error' });
  t.like(await choose('s', ['z']), { kind: 'error', message: '"z" cannot be chosen.' });
  t.is((await choose('s', ['a', 'c'])).kind, 'message');
  t.is((await choose('u', [fixture.seed.people.staff])).kind, 'message');
  t.deepEqual(receivedValues, [['a', 'c'], 'jonas', 'jonas']);
});

const optionsOfEveryType = [
  { type: O.String, name: 'text', description: 'x', required: true, max_length: 5 },
  { type: O.Integer, name: 'whole', description: 'x', min_value: 1 },
  { type: O.String, name: 'pick', description: 'x', choices: [{ name: 'One', value: '1' }] },
  { type: O.User, name: 'who', description: 'x' },
  { type: O.Channel, name: 'where', description: 'x', channel_types: [0] },
  { type: O.Role, name: 'role', description: 'x' },
  { type: O.Attachment, name: 'file', description: 'x' },
  { type: O.Boolean, name: 'yes', description: 'x' },
  { type: O.String, name: 'guess', description: 'x', autocomplete: true },
];

test('options by name: typed, resolved, checked; subcommands; suggestions', async (t) => {
  const receivedValues: unknown[] = [];
  const { fixture, runGo, artist, channelId } = await startBotFixture(
    t,
    async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}!`, value: typed }]);
      } else if (interaction.isChatInputCommand()) {
        const { options } = interaction;
        receivedValues.push(
          options.getSubcommandGroup(false),
          options.getSubcommand(false),
          options.getString('text'),
          options.getInteger('whole'),
          options.getUser('who')?.username,
          options.getChannel('where')?.name,
          options.getRole('role')?.name,
          options.getAttachment('file')?.name,
          options.getBoolean('yes'),
        );
        await interaction.reply('ok');
      }
    },
    [
      {
        name: 'go',
        description: 'x',
        options: [
          { type: 1, name: 'one', description: 'x', options: optionsOfEveryType },
          {
            type: 2,
            name: 'more',
            description: 'x',
            options: [{ type: 1, name: 'two', description: 'x' }],
          },
        ],
      },
    ],
  );
  const one = (options: object) => runGo({ command: 'go one', options });
  const wrong: [object, string][] = [
    [{}, 'text'],
    [{ text: 'abcdef' }, 'text'],
    [{ text: 'a', whole: 0 }, 'whole'],
    [{ text: 'a', whole: 1.5 }, 'whole'],
    [{ text: 'a', pick: '2' }, 'pick'],
    [{ text: 'a', who: '1' }, 'who'],
    [{ text: 'a', where: fixture.seed.channels['staff'] }, 'where'],
    [{ text: 'a', other: 1 }, 'other'],
  ];
  for (const [options, field] of wrong) t.like(await one(options), { kind: 'error', field });
  t.like(await runGo({ command: 'go' }), { kind: 'error', code: 'UNKNOWN_COMMAND' });
  await one({
    text: 'a',
    whole: 2,
    who: fixture.seed.people.staff,
    where: channelId,
    role: fixture.seed.roles['Staff'],
    file: { name: 'a.mp3', text: 'x' },
    yes: true,
  });
  t.deepEqual(receivedValues.splice(0), [
    null,
    'one',
    'a',
    2,
    'jonas',
    'general',
    'Staff',
    'a.mp3',
    true,
  ]);
  await runGo({ command: 'go more two' });
  t.deepEqual(receivedValues.slice(0, 2), ['more', 'two']);
  const suggested = await fixture.control.autocomplete({
    personId: artist,
    channelId,
    command: 'go one',
    option: 'guess',
    value: 'la',
  });
  t.like(suggested, { kind: 'autocomplete', choices: [{ name: 'la!', value: 'la' }] });
});

test('commands a person does not see cannot be run', async (t) => {
  const { fixture, runGo, channelId } = await startBotFixture(
    t,
    (interaction) => interaction.isRepliable() && interaction.reply('ok'),
    [
      { name: 'go', description: 'x', default_member_permissions: String(1 << 5) },
      { name: 'dm', description: 'x', contexts: [1] },
      { name: 'here', description: 'x', contexts: [0] },
    ],
  );
  const { control, seed } = fixture;
  const names = async (personId: string, where: string) =>
    (await control.listCommands({ personId, channelId: where })).map((command) => command.name);
  t.deepEqual(await names(seed.people.artist, channelId), ['here']);
  t.deepEqual(await names(seed.people.owner, channelId), ['go', 'here']);
  t.like(await runGo(), { kind: 'error', code: 'HIDDEN_COMMAND' });
  t.is((await runGo({ personId: seed.people.owner })).kind, 'message');
  const dm = await control.openDmWith({
    personId: seed.people.artist,
    userId: seed.application.id,
  });
  t.deepEqual(await names(seed.people.artist, dm.id), ['go', 'dm']);
});

test('menu commands on messages and people; what an interaction carries', async (t) => {
  const received: Interaction[] = [];
  const { fixture, channelId, artist } = await startBotFixture(
    t,
    async (interaction) => {
      received.push(interaction);
      if (interaction.isRepliable()) await interaction.reply('ok');
    },
    [
      { type: 3, name: 'Submit as demo' },
      { type: 2, name: 'Artist history' },
      { name: 'go', description: 'x' },
    ],
  );
  const { control, seed } = fixture;
  await control.editPerson({ personId: artist, locale: 'de' });
  const message = await control.sendMessage({
    personId: artist,
    channelId,
    content: 'my https://track',
  });
  const done = await control.runMessageCommand({
    personId: artist,
    channelId,
    command: 'Submit as demo',
    messageId: message.id,
  });
  t.is(done.kind, 'message');
  await control.runUserCommand({
    personId: seed.people.staff,
    channelId,
    command: 'Artist history',
    targetId: artist,
  });
  const dm = await control.openDmWith({ personId: artist, userId: seed.application.id });
  await control.runCommand({ personId: artist, channelId: dm.id, command: 'go' });
  const [onMessage, onUser, inDm] = received as [Interaction, Interaction, Interaction];
  if (!onMessage.isMessageContextMenuCommand() || !onUser.isUserContextMenuCommand())
    return t.fail();
  t.is(onMessage.targetMessage.content, 'my https://track');
  t.is(String(onMessage.locale), 'de');
  t.is(String(onMessage.guildLocale), 'en-US');
  t.is(onMessage.context, 0);
  t.is(onMessage.authorizingIntegrationOwners.guildId, seed.serverId);
  t.true(onMessage.appPermissions.has('SendMessages'));
  t.false(onMessage.memberPermissions!.has('ManageGuild'));
  t.is(onUser.targetUser.id, artist);
  t.is(inDm.context, 1);
  t.is(inDm.guildId, null);
});

test('answers carry files, shown in components too', async (t) => {
  const { runGo } = await startBotFixture(t, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.editReply({
      flags: 1 << 15,
      components: [{ type: 13, file: { url: 'attachment://report.csv' } }],
      files: [{ attachment: Buffer.from('a,b'), name: 'report.csv' }],
    });
  });
  const outcome = await runGo({ settle: true });
  if (outcome.kind !== 'message') return t.fail(JSON.stringify(outcome));
  const [shown] = outcome.message.components as unknown as [
    { file: { url: string }; name: string; size: number },
  ];
  t.like(shown, { name: 'report.csv', size: 3 });
  t.is(await (await fetch(shown.file.url)).text(), 'a,b');
});
