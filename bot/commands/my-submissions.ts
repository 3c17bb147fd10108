import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { presentMySubmissions, presentSubmission } from '../presenters/lists.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import {
  getSubmissionNumber,
  guildCommand,
  submissionNumberOption,
  suggestMySubmissions,
  toRequestId,
} from './options.ts';

export const mySubs: SlashCommand = {
  access: 'member',
  responseType: 'message',
  data: { name: 'my_subs', description: t('command.my_subs'), ...guildCommand },
  run: async ({ context, actor }) =>
    presentMySubmissions(await context.operations.submissions.listMine(actor)),
};

export const submission: SlashCommand = {
  access: 'member',
  responseType: 'message',
  data: {
    name: 'submission',
    description: t('command.submission'),
    ...guildCommand,
    options: [submissionNumberOption],
  },
  autocomplete: suggestMySubmissions,
  run: async ({ context, interaction, actor }) =>
    presentSubmission(
      await context.operations.submissions.getMine(actor, getSubmissionNumber(interaction)),
    ),
};

export const withdraw: SlashCommand = {
  access: 'member',
  responseType: 'message',
  data: {
    name: 'withdraw',
    description: t('command.withdraw'),
    ...guildCommand,
    options: [submissionNumberOption],
  },
  autocomplete: suggestMySubmissions,
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction);
    await context.operations.submissions.withdraw(actor, {
      requestId: toRequestId(interaction),
      number,
    });
    return createMessage(textDisplay(t('review.withdrawn', { number })));
  },
};
