import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import { inspectChannel } from '../discord/inspect-channel.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { commandMentions } from '../presenters/errors.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import { adminCommand, guildCommand } from './options.ts';

export const setupStaff: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  data: {
    name: 'setup_staff',
    description: t('command.setup_staff'),
    ...guildCommand,
    ...adminCommand,
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
    const refuse = (reason: 'type' | 'public' | 'missing', missing = '') =>
      createMessage(textDisplay(t(`error.bad_channel.${reason}`, { channel, missing })));
    if (interaction.guild) {
      const inspection = inspectChannel(interaction.guild, id);
      if (!inspection.exists || !inspection.isText) return refuse('type');
      if (inspection.isPublic) return refuse('public');
      if (inspection.missingPermissions.length > 0)
        return refuse('missing', inspection.missingPermissions.join(', '));
    }
    await context.operations.settings.setStaffChannel(actor, { channelId: id });
    return createMessage(textDisplay(t('setup.staff_set', { ...commandMentions, channel })));
  },
};
