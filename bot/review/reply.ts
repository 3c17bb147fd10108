import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { MESSAGE_MAX_LENGTH } from '../../domain/messages/message-length.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Modal, SlashCommand } from '../dispatch/types.ts';
import { parseNumberArg } from '../messages/custom-id.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import { createMessageForm } from './forms.ts';
import { getNumberArg } from './submission-number.ts';
import { suggestSubmissions } from './suggest-submissions.ts';

export const reply: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'reply',
  text: 'review.command.reply',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.String,
      name: 'message',
      text: 'review.command.message',
      required: true,
      max_length: MESSAGE_MAX_LENGTH,
    },
  ],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const number = getNumberOption(interaction);
    await context.operations.messages.sendToArtist(actor, {
      requestId: toRequestId(interaction),
      number,
      body: interaction.options.getString('message', true),
    });
    return createMessage(textDisplay(t('review.message_sent', { number })));
  },
};

export const messageArtist: Modal = {
  id: 'review:message',
  access: 'staff',
  responseType: 'message',
  createForm: ({ t }, args) => createMessageForm(t, parseNumberArg(args)),
  async run({ context, interaction, actor, t }) {
    const number = getNumberArg(interaction);
    await context.operations.messages.sendToArtist(actor, {
      requestId: toRequestId(interaction),
      number,
      body: interaction.fields.getTextInputValue('body'),
    });
    return createMessage(textDisplay(t('review.message_sent', { number })));
  },
};
