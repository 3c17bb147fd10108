import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

export const start: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'start',
  text: 'setup.command.start',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'label_name',
      text: 'setup.command.label_name',
      required: true,
      max_length: LABEL_NAME_MAX_LENGTH,
    },
  ],
  async run({ context, interaction, actor, t }) {
    const labelName = interaction.options.getString('label_name', true);
    const { created } = await context.operations.settings.setUp(actor, { labelName });
    return createMessage(
      textDisplay(
        t(created ? 'setup.started' : 'setup.renamed', {
          label: escapeSingleLine(labelName, 100),
        }),
      ),
    );
  },
};
