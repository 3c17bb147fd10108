import type { ModalSubmitInteraction, StringSelectMenuInteraction } from 'discord.js';
import { parseTrackLink } from '../../domain/links/parse-track-link.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button, Invocation, Modal, SelectMenu } from '../dispatch/types.ts';
import {
  FILES_FIELD,
  type FormValues,
  parseFilesValue,
  prefillForm,
  readUploadedFiles,
  toFilesValue,
  VALUE_SEPARATOR,
} from '../forms/index.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { getChosenLink, presentLinkChoice } from './choose-link.ts';
import { createCorrectionForm, REMOVED_FILES_FIELD } from './correction-form.ts';
import { presentCorrected } from './receipts.ts';

type Corrector = Invocation<ModalSubmitInteraction | StringSelectMenuInteraction>;

/** A key of kept files is the id of an interaction: this is none. */
const NO_KEY = '0';

export const openCorrection: Button = {
  id: 'correct:open',
  access: 'member',
  responseType: 'modal',
  async run({ context, interaction, actor, t }) {
    const number = parseNumberArg(parseCustomId(interaction.customId)?.args ?? []);
    const demo = await context.operations.submissions.getCorrectable(actor, number);
    return prefillForm(t, createCorrectionForm(t, { key: NO_KEY, number, files: demo.files }), {
      trackUrl: demo.trackUrl ?? '',
      message: demo.message ?? '',
    });
  },
};

export const correctDemo: Modal = {
  id: 'correct:demo',
  access: 'member',
  responseType: 'message',
  async createForm({ context, actor, t }, args) {
    const [key = NO_KEY] = args;
    const number = parseNumberArg(args, 1);
    const { files } = await context.operations.submissions.getCorrectable(actor, number);
    return createCorrectionForm(t, { key, number, files });
  },
  async run(invocation) {
    const { context, interaction, t } = invocation;
    const args = parseCustomId(interaction.customId)?.args ?? [];
    const number = parseNumberArg(args, 1);
    const uploaded = readUploadedFiles(interaction);
    const files =
      uploaded.length > 0
        ? uploaded
        : parseFilesValue(context.formValues.get(args[0] ?? NO_KEY, interaction.user.id));
    const { fields } = interaction;
    const removed = fields.fields.has(REMOVED_FILES_FIELD)
      ? fields.getStringSelectValues(REMOVED_FILES_FIELD)
      : [];
    const values: FormValues = {
      trackUrl: fields.getTextInputValue('trackUrl'),
      message: fields.getTextInputValue('message'),
      [REMOVED_FILES_FIELD]: removed.join(VALUE_SEPARATOR),
      ...(files.length > 0 ? { [FILES_FIELD]: toFilesValue(files) } : {}),
    };
    const parsed = parseTrackLink(values.trackUrl ?? '');
    if (parsed.kind === 'several') {
      context.formValues.set(interaction.id, interaction.user.id, values);
      return presentLinkChoice(
        t,
        createCustomId('correct', 'link', interaction.id, number),
        parsed.links,
      );
    }
    return sendCorrection(invocation, number, values);
  },
};

/** Which of two links; the menu stays, so that the choice can be repeated. */
export const chooseCorrectedLink: SelectMenu = {
  id: 'correct:link',
  access: 'member',
  responseType: 'message',
  async run(invocation) {
    const { context, interaction, t } = invocation;
    const args = parseCustomId(interaction.customId)?.args ?? [];
    const values = context.formValues.get(args[0] ?? NO_KEY, interaction.user.id);
    const trackUrl = getChosenLink(values, Number(interaction.values[0]));
    if (trackUrl === null) return createMessage(textDisplay(t('submissions.correction.expired')));
    return sendCorrection(invocation, parseNumberArg(args, 1), { ...values, trackUrl });
  },
};

async function sendCorrection<I extends Corrector['interaction']>(
  { context, interaction, actor, t }: Invocation<I>,
  number: number,
  values: FormValues,
): Promise<MessageBody> {
  const { trackUrl, message, [REMOVED_FILES_FIELD]: removed } = values;
  const files = parseFilesValue(values);
  const receipt = await context.operations.submissions.correct(actor, {
    requestId: toRequestId(interaction),
    number,
    trackUrl,
    message,
    ...(removed ? { removedFileIds: removed.split(VALUE_SEPARATOR) } : {}),
    ...(files.length > 0 ? { files } : {}),
  });
  return presentCorrected(t, number, receipt);
}
