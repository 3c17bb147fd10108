import { parseTrackLink } from '../../domain/links/parse-track-link.ts';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import type { Modal, SlashCommand } from '../dispatch/types.ts';
import { presentLinkChoice } from './choose-link.ts';
import { sendDemo } from './send-demo.ts';
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
    const values = Object.fromEntries(
      Object.keys(FIELD_MAX_LENGTHS).map((name) => [
        name,
        interaction.fields.getTextInputValue(name),
      ]),
    );
    const parsed = parseTrackLink(values.trackUrl ?? '');
    if (parsed.kind === 'several') {
      context.formValues.set(interaction.id, interaction.user.id, values);
      return presentLinkChoice(t, interaction.id, parsed.links);
    }
    return sendDemo({ context, interaction, actor, t }, values);
  },
};
