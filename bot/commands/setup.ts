import { buildChecklist } from '../../domain/settings/checklist.ts';
import { t } from '../catalogues/translate.ts';
import { inspectChannel } from '../discord/inspect-channel.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { presentChecklist } from '../presenters/checklist.ts';
import { adminCommand, guildCommand } from './options.ts';

export const setup: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  data: { name: 'setup', description: t('command.setup'), ...guildCommand, ...adminCommand },
  async run({ context, interaction, actor }) {
    const state = await context.operations.settings.getSetupState(actor);
    const { staffChannelId } = state;
    const channel = staffChannelId
      ? interaction.guild
        ? inspectChannel(interaction.guild, staffChannelId)
        : { exists: false, missingPermissions: [], isPublic: false }
      : null;
    return presentChecklist(buildChecklist(state, channel));
  },
};
