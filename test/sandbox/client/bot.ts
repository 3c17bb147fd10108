import {
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  Events,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
  SeparatorSpacingSize,
  type TextChannel,
} from 'discord.js';

const GENRES = ['Ambient', 'Drum & Bass', 'Dub Techno', 'House', 'Hyperpop', 'Techno'];

export const COMMANDS = [
  {
    name: 'submit',
    description: 'Send a demo to the label',
    options: [
      {
        type: 3,
        name: 'genre',
        description: 'What it sounds like',
        required: true,
        autocomplete: true,
      },
      { type: 6, name: 'with', description: 'Somebody you made it with' },
      { type: 5, name: 'exclusive', description: 'Nobody else has it' },
    ],
  },
  { name: 'status', description: 'See where your demos are' },
  {
    name: 'labels',
    description: 'Everything this client can draw',
    options: [{ type: 1, name: 'show', description: 'Show it' }],
  },
  { name: 'silence', description: 'Never answers' },
  { name: 'Submit as demo', type: 3 },
  { name: 'View artist', type: 2 },
];

const createLabel = (text: string, component: object, description?: string) => ({
  type: 18,
  label: text,
  component,
  ...(description ? { description } : {}),
});

export const MODAL = {
  customId: 'demo',
  title: 'Send a demo',
  components: [
    createLabel(
      'Track',
      { type: 4, customId: 'track', style: 1, maxLength: 40 },
      'As it is to be called',
    ),
    createLabel('Story', { type: 4, customId: 'story', style: 2, required: false, maxLength: 300 }),
    createLabel('Mood', {
      type: 3,
      customId: 'mood',
      placeholder: 'Choose a mood',
      options: [
        { label: 'Calm', value: 'calm', emoji: { name: '🌙' }, description: 'For late hours' },
        { label: 'Wild', value: 'wild', emoji: { name: '🔥' } },
      ],
    }),
    createLabel('Rights', {
      type: 21,
      customId: 'rights',
      options: [
        { label: 'All mine', value: 'mine' },
        { label: 'Samples cleared', value: 'cleared', description: 'You can show the papers' },
      ],
    }),
    createLabel('File', { type: 19, customId: 'file', required: false }),
  ],
};

/** A small label's bot: enough to try every part of the client. */
export function startBot(bot: Client<true>, staffChannelId: string): void {
  bot.on(Events.InteractionCreate, (interaction) => {
    handleInteraction(bot, interaction, staffChannelId).catch((error) => console.error(error));
  });
}

async function handleInteraction(bot: Client<true>, interaction: Interaction, staffId: string) {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const matches = GENRES.filter((genre) => genre.toLowerCase().includes(typed));
    await interaction.respond(matches.map((name) => ({ name, value: name.toLowerCase() })));
  } else if (interaction.isChatInputCommand()) await onCommand(interaction);
  else if (interaction.isModalSubmit()) await onModal(bot, interaction, staffId);
  else if (interaction.isButton() && interaction.customId.startsWith('approve'))
    await interaction.update({ components: [createCard('KITE', 'Night Drive', true)] });
  else if (interaction.isButton()) await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  else if (interaction.isContextMenuCommand())
    await interaction.reply({
      content: `${interaction.commandName}: done`,
      flags: MessageFlags.Ephemeral,
    });
  else if (interaction.isStringSelectMenu())
    await interaction.reply({
      content: `Tagged **${interaction.values.join(', ')}**`,
      flags: MessageFlags.Ephemeral,
    });
}

async function onCommand(interaction: ChatInputCommandInteraction) {
  // biome-ignore lint/suspicious/noExplicitAny: plain data, as Discord takes it
  if (interaction.commandName === 'submit') return interaction.showModal(MODAL as any);
  if (interaction.commandName === 'status') return interaction.reply('Nothing is on its way.');
  if (interaction.commandName === 'labels')
    return interaction.reply({
      flags: MessageFlags.IsComponentsV2,
      components: [createCard('KITE', 'Night Drive', false)],
    });
}

async function onModal(bot: Client<true>, interaction: ModalSubmitInteraction, staffId: string) {
  const track = interaction.fields.getTextInputValue('track');
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const staff = (await bot.channels.fetch(staffId)) as TextChannel;
  await staff.send({
    flags: MessageFlags.IsComponentsV2,
    components: [createCard(`${interaction.user}`, track, false)],
  });
  const thread = await staff.threads.create({ name: `#1 ${track}`, type: 12 });
  await thread.send('Talk about it here. Only staff can read this.');
  await interaction.user.send(
    `Your demo **${track}** is **#1**. We write here when it is decided.`,
  );
  await interaction.editReply(`Received as **#1**. Follow it in your DMs, ${interaction.user}.`);
}

function createCard(artist: string, track: string, approved: boolean): ContainerBuilder {
  const now = Math.floor(Date.now() / 1000);
  const state = approved ? '✅ **Approved**' : '🕓 Waiting';
  const container = new ContainerBuilder({ accent_color: approved ? 0x3ecf8e : 0x7c5cff });
  container.addSectionComponents({
    type: 9,
    components: [
      { type: 10, content: `## ${track}\nby ${artist} · *Dub Techno*\n-# Sent <t:${now}:R>` },
      { type: 10, content: `${state} · \`VK-0001\`` },
    ],
    accessory: { type: 2, style: 5, label: 'Listen', url: 'https://soundcloud.com/kite/night' },
  });
  container.addSeparatorComponents({
    type: 14,
    divider: true,
    spacing: SeparatorSpacingSize.Small,
  });
  container.addTextDisplayComponents({
    type: 10,
    content:
      '**Story**\n> Made on the last train.\n- 126 BPM\n- F minor\n||Signed elsewhere? No.||',
  });
  if (!approved)
    container.addActionRowComponents({
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'tags',
          placeholder: 'Tag it',
          min_values: 1,
          max_values: 2,
          options: [
            { label: 'Late night', value: 'late night' },
            { label: 'Peak time', value: 'peak time' },
          ],
        },
      ],
    });
  container.addActionRowComponents({
    type: 1,
    components: [
      { type: 2, style: 3, label: 'Approve', custom_id: 'approve:1', disabled: approved },
      { type: 2, style: 4, label: 'Reject', custom_id: 'reject:1', disabled: approved },
      { type: 2, style: 2, label: 'Message', emoji: { name: '✉️' }, custom_id: 'message:1' },
    ],
  });
  return container;
}
