import test from 'ava';
import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  ApplicationCommandOptionType as O,
} from 'discord.js';
import { makeBot, makeWorld, type World } from './helpers.ts';

/** A bot with one command, `/go`, and what it does with whatever comes. */
async function withBot(
  t: Parameters<typeof makeWorld>[0],
  act: (interaction: Interaction, bot: Client<true>) => unknown,
  commands: object[] = [{ name: 'go', description: 'x' }],
) {
  const world = await makeWorld(t);
  const bot = await makeBot(t, world);
  await bot.application.commands.set(commands as never);
  bot.on(Events.InteractionCreate, (interaction) => act(interaction, bot));
  const { artist } = world.seed.people;
  const channelId = world.seed.channels['general']!;
  const go = (more: object = {}) =>
    world.control.runCommand({ personId: artist, channelId, command: 'go', ...more });
  return { world, bot, artist, channelId, go };
}

const row = (custom_id: string, more: object = {}) => ({
  type: 1,
  components: [{ type: 2, style: 1, label: 'x', custom_id, ...more }],
});

async function raw(world: World, interaction: Interaction, body: object, query = '') {
  return world.api(
    'POST',
    `/interactions/${interaction.id}/${interaction.token}/callback${query}`,
    body,
    null,
  );
}

test('silence for three seconds: the person is told, the bot comes too late', async (t) => {
  let heard: Interaction | undefined;
  const { world, go } = await withBot(t, (interaction) => {
    heard = interaction;
  });
  const from = Date.now();
  t.like(await go(), { kind: 'error', message: 'The application did not respond' });
  t.true(Date.now() - from >= 2990);
  const late = await raw(world, heard!, { type: 4, data: { content: 'sorry' } });
  t.is(late.status, 404);
  t.deepEqual(late.body, { message: 'Unknown interaction', code: 10062 });
});

test('an interaction is answered once; a wrong answer does not count', async (t) => {
  const codes: number[] = [];
  const tried = Promise.withResolvers<void>();
  const { go } = await withBot(t, async (interaction) => {
    const world = t.context as World;
    codes.push((await raw(world, interaction, { type: 4, data: {} })).body.code);
    codes.push((await raw(world, interaction, { type: 6 })).body.code);
    codes.push((await raw(world, interaction, { type: 4, data: { content: 'a' } })).status);
    codes.push((await raw(world, interaction, { type: 4, data: { content: 'b' } })).body.code);
    tried.resolve();
  }).then((made) => {
    t.context = made.world;
    return made;
  });
  t.like(await go(), { kind: 'message', ephemeral: false });
  await tried.promise;
  t.deepEqual(codes, [50006, 50035, 204, 40060]);
});

test('with_response tells what was made', async (t) => {
  let answer: Awaited<ReturnType<typeof raw>> | undefined;
  const { go } = await withBot(t, async (interaction) => {
    answer = await raw(
      t.context as World,
      interaction,
      { type: 5, data: { flags: 64 } },
      '?with_response=true',
    );
    await (interaction as ChatInputCommandInteraction).webhook.editMessage('@original', 'done');
  }).then((made) => {
    t.context = made.world;
    return made;
  });
  const outcome = await go({ settle: true });
  t.like(outcome, { kind: 'message', ephemeral: true });
  t.is(answer!.status, 200);
  t.like(answer!.body.interaction, {
    response_message_loading: true,
    response_message_ephemeral: true,
  });
  t.is(answer!.body.resource.type, 5);
  t.is(answer!.body.resource.message.flags, 64 | 128);
});

test('a token lives fifteen minutes', async (t) => {
  const answered = Promise.withResolvers<void>();
  let heard: ChatInputCommandInteraction | undefined;
  const { world, go } = await withBot(t, async (interaction) => {
    heard = interaction as ChatInputCommandInteraction;
    await heard.reply('a');
    answered.resolve();
  });
  await go();
  // The person sees the answer before the bot's own request returns.
  await answered.promise;
  await heard!.editReply('b');
  await world.control.advanceClock({ ms: 15 * 60_000 + 1 });
  await t.throwsAsync(heard!.editReply('c'), { message: 'Invalid Webhook Token' });
  await t.throwsAsync(heard!.followUp('c'), { message: 'Invalid Webhook Token' });
});

test('deferred answers, follow-ups and deletions by token', async (t) => {
  const answered = Promise.withResolvers<void>();
  let heard: ChatInputCommandInteraction | undefined;
  const { world, go, artist, channelId } = await withBot(t, async (interaction) => {
    heard = interaction as ChatInputCommandInteraction;
    await heard.deferReply();
    answered.resolve();
  });
  t.like(await go(), { kind: 'deferred', ephemeral: false, update: false });
  await answered.promise;
  const read = async () =>
    (await world.control.readMessages({ personId: artist, channelId })).map((m) => [
      m.content,
      m.flags,
    ]);
  t.deepEqual(await read(), [['', 128]]);
  await heard!.followUp('first fills the answer');
  t.deepEqual(await read(), [['first fills the answer', 0]]);
  const second = await heard!.followUp({ content: 'only you', flags: 64 });
  await t.throwsAsync(second.edit('not this way'), { message: 'Unknown Message' });
  await heard!.webhook.editMessage(second.id, 'still only you');
  t.deepEqual((await read())[1], ['still only you', 64]);
  const { staff } = world.seed.people;
  t.is((await world.control.readMessages({ personId: staff, channelId })).length, 1);
  t.is((await world.api('GET', `/channels/${channelId}/messages/${second.id}`)).body.code, 10008);
  t.is((await world.control.readEphemeral({ personId: artist })).length, 1);
  await heard!.deleteReply();
  await heard!.deleteReply(second.id);
  t.deepEqual(await read(), []);
  await t.throwsAsync(heard!.editReply('gone'), { message: 'Unknown Message' });
});

test('buttons: update, deferred update, on hidden answers too; disabled and missing ones', async (t) => {
  const { world, go, artist, channelId } = await withBot(t, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({
        content: 'a',
        flags: 64,
        components: [row('now'), row('later'), row('off', { disabled: true })] as never,
      });
    else if (interaction.isButton() && interaction.customId === 'now')
      await interaction.update({ content: `pressed in ${interaction.message.id}` });
    else if (interaction.isButton()) {
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'later', components: [] });
    }
  });
  const shown = await go();
  if (shown.kind !== 'message') return t.fail(JSON.stringify(shown));
  const messageId = shown.message.id;
  const press = (customId: string, more: object = {}) =>
    world.control.pressButton({ personId: artist, channelId, messageId, customId, ...more });
  t.like(await press('off'), { kind: 'error', message: 'This is disabled.' });
  t.like(await press('nope'), { kind: 'error', code: 'INVALID_INPUT' });
  const now = await press('now');
  if (now.kind !== 'update') return t.fail(JSON.stringify(now));
  t.is(now.message.content, `pressed in ${messageId}`);
  const later = await press('later', { settle: true });
  if (later.kind !== 'update') return t.fail(JSON.stringify(later));
  t.is(later.message.content, 'later');
  await t.throwsAsync(
    world.control.pressButton({
      personId: world.seed.people.staff,
      channelId,
      messageId,
      customId: 'now',
    }),
    { message: /no message/ },
  );
});

test('selects check what can be chosen and resolve it', async (t) => {
  const got: unknown[] = [];
  const { world, go, artist, channelId } = await withBot(t, async (interaction) => {
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
      got.push(interaction.users.first()?.username, interaction.members.first()?.user?.username);
      await interaction.reply('ok');
    } else if (interaction.isStringSelectMenu()) {
      got.push(interaction.values);
      await interaction.reply('ok');
    }
  });
  const shown = await go();
  if (shown.kind !== 'message') return t.fail();
  const choose = (customId: string, values: string[]) =>
    world.control.choose({
      personId: artist,
      channelId,
      messageId: shown.message.id,
      customId,
      values,
    });
  t.like(await choose('s', ['a', 'b', 'c']), { kind: 'error' });
  t.like(await choose('s', ['z']), { kind: 'error', message: '"z" cannot be chosen.' });
  t.is((await choose('s', ['a', 'c'])).kind, 'message');
  t.is((await choose('u', [world.seed.people.staff])).kind, 'message');
  t.deepEqual(got, [['a', 'c'], 'jonas', 'jonas']);
});

const everyType = [
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
  const got: unknown[] = [];
  const { world, go, artist, channelId } = await withBot(
    t,
    async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}!`, value: typed }]);
      } else if (interaction.isChatInputCommand()) {
        const { options } = interaction;
        got.push(
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
          { type: 1, name: 'one', description: 'x', options: everyType },
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
  const one = (options: object) => go({ command: 'go one', options });
  const wrong: [object, string][] = [
    [{}, 'text'],
    [{ text: 'abcdef' }, 'text'],
    [{ text: 'a', whole: 0 }, 'whole'],
    [{ text: 'a', whole: 1.5 }, 'whole'],
    [{ text: 'a', pick: '2' }, 'pick'],
    [{ text: 'a', who: '1' }, 'who'],
    [{ text: 'a', where: world.seed.channels['staff'] }, 'where'],
    [{ text: 'a', other: 1 }, 'other'],
  ];
  for (const [options, field] of wrong) t.like(await one(options), { kind: 'error', field });
  t.like(await go({ command: 'go' }), { kind: 'error', code: 'UNKNOWN_COMMAND' });
  await one({
    text: 'a',
    whole: 2,
    who: world.seed.people.staff,
    where: channelId,
    role: world.seed.roles['Staff'],
    file: { name: 'a.mp3', text: 'x' },
    yes: true,
  });
  t.deepEqual(got.splice(0), [null, 'one', 'a', 2, 'jonas', 'general', 'Staff', 'a.mp3', true]);
  await go({ command: 'go more two' });
  t.deepEqual(got.slice(0, 2), ['more', 'two']);
  const suggested = await world.control.autocomplete({
    personId: artist,
    channelId,
    command: 'go one',
    option: 'guess',
    value: 'la',
  });
  t.like(suggested, { kind: 'autocomplete', choices: [{ name: 'la!', value: 'la' }] });
});

test('commands a person does not see cannot be run', async (t) => {
  const { world, go, channelId } = await withBot(
    t,
    (interaction) => interaction.isRepliable() && interaction.reply('ok'),
    [
      { name: 'go', description: 'x', default_member_permissions: String(1 << 5) },
      { name: 'dm', description: 'x', contexts: [1] },
      { name: 'here', description: 'x', contexts: [0] },
    ],
  );
  const { control, seed } = world;
  const names = async (personId: string, where: string) =>
    (await control.listCommands({ personId, channelId: where })).map((command) => command.name);
  t.deepEqual(await names(seed.people.artist, channelId), ['here']);
  t.deepEqual(await names(seed.people.owner, channelId), ['go', 'here']);
  t.like(await go(), { kind: 'error', code: 'HIDDEN_COMMAND' });
  t.is((await go({ personId: seed.people.owner })).kind, 'message');
  const dm = await control.openDmWith({
    personId: seed.people.artist,
    userId: seed.application.id,
  });
  t.deepEqual(await names(seed.people.artist, dm.id), ['go', 'dm']);
});

test('menu commands on messages and people; what an interaction carries', async (t) => {
  const heard: Interaction[] = [];
  const { world, channelId, artist } = await withBot(
    t,
    async (interaction) => {
      heard.push(interaction);
      if (interaction.isRepliable()) await interaction.reply('ok');
    },
    [
      { type: 3, name: 'Submit as demo' },
      { type: 2, name: 'Artist history' },
      { name: 'go', description: 'x' },
    ],
  );
  const { control, seed } = world;
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
  const [onMessage, onUser, inDm] = heard as [Interaction, Interaction, Interaction];
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
  const { go } = await withBot(t, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.editReply({
      flags: 1 << 15,
      components: [{ type: 13, file: { url: 'attachment://report.csv' } }],
      files: [{ attachment: Buffer.from('a,b'), name: 'report.csv' }],
    });
  });
  const outcome = await go({ settle: true });
  if (outcome.kind !== 'message') return t.fail(JSON.stringify(outcome));
  const [shown] = outcome.message.components as unknown as [
    { file: { url: string }; name: string; size: number },
  ];
  t.like(shown, { name: 'report.csv', size: 3 });
  t.is(await (await fetch(shown.file.url)).text(), 'a,b');
});
