import { t } from '../catalogues/translate.ts';
import { channelFacts } from '../discord/channel-facts.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { presentChecklist } from '../presenters/checklist.ts';
import { forAdmins, inGuild } from './options.ts';

export const setup: SlashCommand = {
  needs: 'admin',
  answers: 'message',
  data: { name: 'setup', description: t('command.setup'), ...inGuild, ...forAdmins },
  async run({ context, interaction, actor }) {
    const items = await context.acts.settings.checklist(actor, async (channelId) =>
      interaction.guild
        ? channelFacts(interaction.guild, channelId)
        : { exists: false, missing: [], isPublic: false },
    );
    return presentChecklist(items);
  },
};
