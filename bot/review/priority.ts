import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { PRIORITIES, parsePriority } from '../../domain/submissions/priority.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import { suggestSubmissions } from './suggest-submissions.ts';

export const priority: SlashCommand = {
  access: 'staff',
  feature: 'priority',
  responseType: 'message',
  name: 'priority',
  text: 'review.command.priority',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.String,
      name: 'level',
      text: 'review.command.level',
      required: true,
      choices: PRIORITIES.map((value) => ({ text: `submissions.priority.${value}`, value })),
    },
  ],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const number = getNumberOption(interaction);
    const level = parsePriority(interaction.options.getString('level', true));
    await context.operations.review.setPriority(actor, {
      requestId: toRequestId(interaction),
      number,
      priority: level,
    });
    return createMessage(
      textDisplay(
        t('review.priority_set', { number, priority: t(`submissions.priority.${level}`) }),
      ),
    );
  },
};
