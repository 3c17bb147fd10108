import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import { channelFacts } from '../discord/channel-facts.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { commandNames } from '../presenters/errors.ts';
import { forAdmins, inGuild } from './options.ts';

export const setupStaff: SlashCommand = {
  needs: 'admin',
  answers: 'message',
  data: {
    name: 'setup_staff',
    description: t('command.setup_staff'),
    ...inGuild,
    ...forAdmins,
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: t('command.setup_staff_channel'),
        required: true,
        channel_types: [ChannelType.GuildText],
      },
    ],
  },
  async run({ context, interaction, actor }) {
    const { id } = interaction.options.getChannel('channel', true);
    const channel = `<#${id}>`;
    const refuse = (why: 'type' | 'public' | 'missing', missing = '') =>
      body(words(t(`error.bad_channel.${why}`, { channel, missing })));
    if (interaction.guild) {
      const facts = channelFacts(interaction.guild, id);
      if (!facts.exists || !facts.isText) return refuse('type');
      if (facts.isPublic) return refuse('public');
      if (facts.missing.length > 0) return refuse('missing', facts.missing.join(', '));
    }
    await context.acts.settings.setStaffChannel(actor, { channelId: id });
    return body(words(t('setup.staff_set', { ...commandNames, channel })));
  },
};
