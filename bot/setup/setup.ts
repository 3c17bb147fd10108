import { buildChecklist } from '../../domain/settings/checklist.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { presentChecklist } from './checklist.ts';
import { inspectChannel, NO_CHANNEL } from './inspect-channel.ts';

export const setup: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'setup',
  text: 'setup.command.setup',
  async run({ context, interaction, actor, t }) {
    const state = await context.operations.settings.getSetupState(actor);
    const { staffChannelId } = state;
    const channel = staffChannelId
      ? interaction.guild
        ? inspectChannel(t, interaction.guild, staffChannelId)
        : NO_CHANNEL
      : null;
    return presentChecklist(t, buildChecklist(state, channel));
  },
};
