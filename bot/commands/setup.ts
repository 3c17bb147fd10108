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
    const items = await context.operations.settings.getChecklist(actor, async (channelId) =>
      interaction.guild
        ? inspectChannel(interaction.guild, channelId)
        : { exists: false, missingPermissions: [], isPublic: false },
    );
    return presentChecklist(items);
  },
};
