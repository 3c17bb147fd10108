import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { LABEL_NAME_LIMIT } from '../../domain/settings/limits.ts';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { commandNames } from '../presenters/errors.ts';
import { oneLine } from '../presenters/markdown.ts';
import { forAdmins, inGuild } from './options.ts';

export const start: SlashCommand = {
  needs: 'admin',
  answers: 'message',
  data: {
    name: 'start',
    description: t('command.start'),
    ...inGuild,
    ...forAdmins,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'label_name',
        description: t('command.start_label'),
        required: true,
        max_length: LABEL_NAME_LIMIT,
      },
    ],
  },
  async run({ context, interaction, actor }) {
    const labelName = interaction.options.getString('label_name', true);
    const { created } = await context.acts.settings.start(actor, { labelName });
    return body(
      words(
        t(created ? 'setup.started' : 'setup.renamed', {
          ...commandNames,
          label: oneLine(labelName, 100),
        }),
      ),
    );
  },
};
