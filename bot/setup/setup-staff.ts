import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { describeChannelProblem } from './channel-problem.ts';
import { askAboutUndelivered } from './undelivered.ts';

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
    const problem = interaction.guild && describeChannelProblem(t, interaction.guild, id);
    if (problem) return createMessage(textDisplay(problem));
    await context.operations.settings.setStaffChannel(actor, { channelId: id });
    return createMessage(
      textDisplay(t('setup.staff_set', { channel: `<#${id}>` })),
      ...askAboutUndelivered(t, await context.operations.deliveries.countUndelivered(actor)),
    );
  },
};
