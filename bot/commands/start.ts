import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { commandMentions } from '../presenters/errors.ts';
import { escapeSingleLine } from '../presenters/markdown.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import { adminCommand, guildCommand } from './options.ts';

export const start: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  data: {
    name: 'start',
    description: t('command.start'),
    ...guildCommand,
    ...adminCommand,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'label_name',
        description: t('command.start_label'),
        required: true,
        max_length: LABEL_NAME_MAX_LENGTH,
      },
    ],
  },
  async run({ context, interaction, actor }) {
    const labelName = interaction.options.getString('label_name', true);
    const { created } = await context.operations.settings.setUp(actor, { labelName });
    return createMessage(
      textDisplay(
        t(created ? 'setup.started' : 'setup.renamed', {
          ...commandMentions,
          label: escapeSingleLine(labelName, 100),
        }),
      ),
    );
  },
};
