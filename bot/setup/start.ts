import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { suggestTimeZones } from './suggest-time-zones.ts';

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
    {
      type: ApplicationCommandOptionType.String,
      name: 'time_zone',
      text: 'setup.command.time_zone',
      autocomplete: true,
    },
  ],
  autocomplete: async ({ interaction }) => suggestTimeZones(interaction.options.getFocused()),
  async run({ context, interaction, actor, t }) {
    const labelName = interaction.options.getString('label_name', true);
    const { created } = await context.operations.settings.setUp(actor, { labelName });
    const timeZone = interaction.options.getString('time_zone');
    if (timeZone !== null) await context.operations.settings.setTimeZone(actor, { timeZone });
    return createMessage(
      textDisplay(
        t(created ? 'setup.started' : 'setup.renamed', {
          label: escapeSingleLine(labelName, 100),
        }),
      ),
    );
  },
};
