import type { ModalSubmitInteraction } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { DEFAULT_PARTS } from '../../domain/demo-form/form-part.ts';
import { getSecondPage } from '../../domain/demo-form/pages.ts';
import { VektraError } from '../../domain/errors/errors.ts';
import { parseTrackLink } from '../../domain/links/parse-track-link.ts';
import { assertFieldsValid } from '../../domain/submissions/submit-input.ts';
import type { BotContext } from '../context.ts';
import type { Button, Invocation, MessageCommand, Modal, SlashCommand } from '../dispatch/types.ts';
import {
  FILES_FIELD,
  type FormValues,
  parseFilesValue,
  prefillForm,
  readFieldValues,
  readUploadedFiles,
  toFilesValue,
} from '../forms/index.ts';
import { createCustomId, parseCustomId } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { presentLinkChoice } from './choose-link.ts';
import { readParts, readPartsToOpen } from './read-form.ts';
import { readMessage } from './read-message.ts';
import { sendDemo } from './send-demo.ts';
import { createSecondPage, createSubmitForm } from './submit-form.ts';

export const submit: SlashCommand = {
  access: 'member',
  responseType: 'modal',
  name: 'submit',
  text: 'submissions.command.submit',
  run: async (invocation) => createSubmitForm(invocation.t, await readPartsToOpen(invocation)),
};

/** The same form, filled with a message of the person's own. */
export const submitMessage: MessageCommand = {
  access: 'member',
  responseType: 'modal',
  name: 'Submit as demo',
  text: 'submissions.command.submit_message',
  async run(invocation) {
    const { context, interaction, t } = invocation;
    const { id, targetMessage, user } = interaction;
    if (targetMessage.author.id !== user.id)
      throw new VektraError('invalid_input', {
        fields: [{ field: 'message', problem: 'message.not_yours' }],
      });
    const values = readMessage(targetMessage);
    // Discord opens no form with files in it: they are kept under this key until it is sent.
    context.formValues.set(id, user.id, values);
    return prefillForm(t, createSubmitForm(t, await readPartsToOpen(invocation), id), values);
  },
};

/** Of a submit panel. */
export const openForm: Button = {
  id: 'submit:open',
  access: 'member',
  responseType: 'modal',
  run: async (invocation) => createSubmitForm(invocation.t, await readPartsToOpen(invocation)),
};

/** The first page; a second one follows if the label asks for more. */
export const submitDemo: Modal = {
  id: 'submit:demo',
  access: 'member',
  responseType: 'message',
  async createForm(source, args) {
    return createSubmitForm(source.t, await readParts(source), args[0]);
  },
  async run(invocation) {
    const { context, interaction, t } = invocation;
    const values = collectValues(context, interaction);
    const [, isOwn] = parseCustomId(interaction.customId)?.args ?? [];
    const parts = isOwn ? await readParts(invocation) : DEFAULT_PARTS;
    if (getSecondPage(parts, values).length === 0) return finishForm(invocation, values);
    assertFieldsValid(values);
    context.formValues.set(interaction.id, interaction.user.id, values);
    return presentNextPage(t, interaction.id);
  },
};

export const openSecondPage: Button = {
  id: 'submit:next',
  access: 'member',
  responseType: 'modal',
  async run(invocation) {
    const { context, interaction, t } = invocation;
    const [keptKey = ''] = parseCustomId(interaction.customId)?.args ?? [];
    const values = getKeptValues(context, keptKey, interaction.user.id);
    const page = { keptKey, values };
    return createSecondPage(t, await readParts(invocation), page);
  },
};

export const submitSecondPage: Modal = {
  id: 'submit:page',
  access: 'member',
  responseType: 'message',
  keepsValues: true,
  async createForm(source, [keptKey = '']) {
    const { context, actor, t } = source;
    const values = getKeptValues(context, keptKey, actor.userId);
    return createSecondPage(t, await readParts(source), { keptKey, values });
  },
  async run(invocation) {
    const { context, interaction } = invocation;
    const [keptKey = ''] = parseCustomId(interaction.customId)?.args ?? [];
    getKeptValues(context, keptKey, interaction.user.id);
    return finishForm(invocation, collectValues(context, interaction));
  },
};

/** What was filled in, and what belongs to it from an earlier page or try. */
function collectValues(context: BotContext, interaction: ModalSubmitInteraction): FormValues {
  const [keptKey = ''] = parseCustomId(interaction.customId)?.args ?? [];
  const kept = context.formValues.get(keptKey, interaction.user.id);
  const uploaded = readUploadedFiles(interaction);
  const files = uploaded.length > 0 ? uploaded : parseFilesValue(kept);
  return {
    ...kept,
    ...readFieldValues(interaction),
    [FILES_FIELD]: files.length > 0 ? toFilesValue(files) : '',
  };
}

/** @throws VektraError `form_expired`: they are kept in memory only, for a while */
function getKeptValues(context: BotContext, key: string, userId: string): FormValues {
  const values = context.formValues.get(key, userId);
  if (Object.keys(values).length === 0) throw new VektraError('form_expired');
  return values;
}

function finishForm(invocation: Invocation<ModalSubmitInteraction>, values: FormValues) {
  const { context, interaction, t } = invocation;
  const parsed = parseTrackLink(values.trackUrl ?? '');
  if (parsed.kind !== 'several') return sendDemo(invocation, values);
  context.formValues.set(interaction.id, interaction.user.id, values);
  return presentLinkChoice(t, createCustomId('submit', 'link', interaction.id), parsed.links);
}

const presentNextPage = (t: Translator, formKey: string): MessageBody =>
  createMessage(textDisplay(t('submissions.form.next_page')), {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: ButtonStyle.Primary,
        label: t('submissions.form.next'),
        custom_id: createCustomId('submit', 'next', formKey),
      },
    ],
  });
