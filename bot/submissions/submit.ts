import { isVektraError, VektraError } from '../../domain/errors/errors.ts';
import { parseTrackLink } from '../../domain/links/parse-track-link.ts';
import type { Button, Invocation, MessageCommand, Modal, SlashCommand } from '../dispatch/types.ts';
import {
  FILES_FIELD,
  type FormValues,
  parseFilesValue,
  prefillForm,
  readUploadedFiles,
  toFilesValue,
} from '../forms/index.ts';
import { createCustomId, parseCustomId } from '../messages/custom-id.ts';
import { presentLinkChoice } from './choose-link.ts';
import { readMessage } from './read-message.ts';
import { sendDemo } from './send-demo.ts';
import { createSubmitForm, SUBMIT_FIELDS } from './submit-form.ts';

/** Refusals that filling in the form would not change; all others are the form's own. */
const FINAL_CODES: ReadonlySet<string> = new Set([
  'not_set_up',
  'intake_closed',
  'outside_hours',
  'artist_blocked',
  'role_required',
  'open_limit',
  'submission_cooldown',
  'period_limit',
]);

async function assertTakesDemos({ context, actor }: Pick<Invocation<never>, 'context' | 'actor'>) {
  try {
    await context.operations.submissions.checkIntake(actor);
  } catch (error) {
    if (!isVektraError(error) || FINAL_CODES.has(error.code)) throw error;
  }
}

export const submit: SlashCommand = {
  access: 'member',
  responseType: 'modal',
  name: 'submit',
  text: 'submissions.command.submit',
  check: assertTakesDemos,
  run: ({ t }) => createSubmitForm(t),
};

/** The same form, filled with a message of the person's own. */
export const submitMessage: MessageCommand = {
  access: 'member',
  responseType: 'modal',
  name: 'Submit as demo',
  text: 'submissions.command.submit_message',
  check: assertTakesDemos,
  run({ context, interaction, t }) {
    const { id, targetMessage, user } = interaction;
    if (targetMessage.author.id !== user.id)
      throw new VektraError('invalid_input', {
        fields: [{ field: 'message', problem: 'message.not_yours' }],
      });
    const values = readMessage(targetMessage);
    // Discord opens no form with files in it: they are kept under this key until it is sent.
    context.formValues.set(id, user.id, values);
    return prefillForm(t, createSubmitForm(t, [id]), values);
  },
};

/** Of a submit panel. */
export const openForm: Button = {
  id: 'submit:open',
  access: 'member',
  responseType: 'modal',
  check: assertTakesDemos,
  run: ({ t }) => createSubmitForm(t),
};

export const submitDemo: Modal = {
  id: 'submit:demo',
  access: 'member',
  responseType: 'message',
  createForm: ({ t }, args) => createSubmitForm(t, args),
  async run({ context, interaction, actor, t }) {
    const [keptFormKey = ''] = parseCustomId(interaction.customId)?.args ?? [];
    const uploaded = readUploadedFiles(interaction);
    const files =
      uploaded.length > 0
        ? uploaded
        : parseFilesValue(context.formValues.get(keptFormKey, interaction.user.id));
    const values: FormValues = {
      ...Object.fromEntries(
        SUBMIT_FIELDS.map((name) => [name, interaction.fields.getTextInputValue(name)]),
      ),
      ...(files.length > 0 ? { [FILES_FIELD]: toFilesValue(files) } : {}),
    };
    const parsed = parseTrackLink(values.trackUrl ?? '');
    if (parsed.kind === 'several') {
      context.formValues.set(interaction.id, interaction.user.id, values);
      return presentLinkChoice(t, createCustomId('submit', 'link', interaction.id), parsed.links);
    }
    return sendDemo({ context, interaction, actor, t }, values);
  },
};
