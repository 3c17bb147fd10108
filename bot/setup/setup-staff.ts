import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { inspectChannel } from './inspect-channel.ts';

export const setupStaff: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'setup_staff',
  text: 'setup.command.setup_staff',
  options: [
    {
      type: ApplicationCommandOptionType.Channel,
      name: 'channel',
      text: 'setup.command.channel',
      required: true,
      channel_types: [ChannelType.GuildText],
    },
  ],
  async run({ context, interaction, actor, t }) {
    const { id } = interaction.options.getChannel('channel', true);
    const channel = `<#${id}>`;
    const refuse = (reason: 'type' | 'public' | 'missing', missing = '') =>
      createMessage(textDisplay(t(`setup.bad_channel.${reason}`, { channel, missing })));
    if (interaction.guild) {
      const inspection = inspectChannel(t, interaction.guild, id);
      if (!inspection.exists || !inspection.isText) return refuse('type');
      if (inspection.isPublic) return refuse('public');
      if (inspection.missingPermissions.length > 0)
        return refuse('missing', inspection.missingPermissions.join(', '));
    }
    await context.operations.settings.setStaffChannel(actor, { channelId: id });
    return createMessage(textDisplay(t('setup.staff_set', { channel })));
  },
};
