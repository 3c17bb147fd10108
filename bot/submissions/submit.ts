import type { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Modal, SlashCommand } from '../dispatch/types.ts';
import { presentDeferred, presentSubmitted } from './receipts.ts';
import { createSubmitForm } from './submit-form.ts';

export const submit: SlashCommand = {
  access: 'member',
  responseType: 'modal',
  name: 'submit',
  text: 'submissions.command.submit',
  run: ({ t }) => createSubmitForm(t),
};

export const submitDemo: Modal = {
  id: 'submit:demo',
  access: 'member',
  responseType: 'message',
  createForm: createSubmitForm,
  async run({ context, interaction, actor, t }) {
    const value = (name: keyof typeof FIELD_MAX_LENGTHS) =>
      interaction.fields.getTextInputValue(name);
    const trackTitle = value('trackTitle');
    const result = await context.operations.submissions.submitOrDefer(actor, {
      requestId: toRequestId(interaction),
      artistName: value('artistName'),
      trackTitle,
      trackUrl: value('trackUrl'),
      genre: value('genre'),
      message: value('message'),
    });
    const serverName = interaction.guild?.name ?? '';
    return 'deferredAt' in result
      ? presentDeferred(t, { trackTitle, serverName })
      : presentSubmitted(t, { ...result, trackTitle, serverName });
  },
};
