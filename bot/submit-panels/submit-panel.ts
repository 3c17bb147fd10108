import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import {
  PANEL_BODY_MAX_LENGTH,
  PANEL_TITLE_MAX_LENGTH,
} from '../../domain/submit-panels/limits.ts';
import { inspectTarget, POST_CHANNEL_TYPES } from '../discord/inspect-target.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

/** Posts a panel in a channel; given again, it changes the panel that is there. */
export const submitPanel: SlashCommand = {
  access: 'admin',
  feature: 'submit_panel',
  responseType: 'message',
  name: 'submit_panel',
  text: 'submit_panels.command.submit_panel',
  options: [
    {
      type: ApplicationCommandOptionType.Channel,
      name: 'channel',
      text: 'submit_panels.command.channel',
      channel_types: [...POST_CHANNEL_TYPES],
    },
    {
      type: ApplicationCommandOptionType.String,
      name: 'title',
      text: 'submit_panels.command.title',
      max_length: PANEL_TITLE_MAX_LENGTH,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: 'text',
      text: 'submit_panels.command.text',
      max_length: PANEL_BODY_MAX_LENGTH,
    },
  ],
  async run({ context, interaction, actor, t }) {
    const { options, guild } = interaction;
    const channelId = options.getChannel('channel')?.id ?? interaction.channelId;
    const { exists, missing } = inspectTarget(t, guild, channelId);
    if (!exists) return createMessage(textDisplay(t('submit_panels.wrong_channel')));
    if (missing.length > 0)
      return createMessage(
        textDisplay(
          t('setup.bad_channel.missing', {
            channel: `<#${channelId}>`,
            missing: missing.join(', '),
          }),
        ),
      );
    await context.operations.submitPanels.setPanel(actor, {
      requestId: toRequestId(interaction),
      channelId,
      title: options.getString('title') ?? undefined,
      // In an option people cannot type a line break.
      body: options.getString('text')?.replaceAll('\\n', '\n'),
    });
    return createMessage(textDisplay(t('submit_panels.set', { channel: `<#${channelId}>` })));
  },
};
