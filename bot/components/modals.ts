import type { ModalSubmitInteraction } from 'discord.js';
import type { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { t } from '../catalogues/translate.ts';
import { toRequestId } from '../commands/options.ts';
import type { Modal } from '../dispatch/types.ts';
import { parseCustomId, parseNumberArg } from '../presenters/custom-id.ts';
import { presentDecision } from '../presenters/decision.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import { createMessageForm, createRejectForm } from '../presenters/review-forms.ts';
import { createSubmitForm } from '../presenters/submit-form.ts';
import { presentDeferred, presentSubmitted } from '../presenters/submitted.ts';

const getSubmissionNumber = (interaction: ModalSubmitInteraction): number =>
  parseNumberArg(parseCustomId(interaction.customId)?.args ?? []);

const submitDemo: Modal = {
  id: 'submit:demo',
  access: 'member',
  responseType: 'message',
  createForm: () => createSubmitForm(),
  async run({ context, interaction, actor }) {
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
      ? presentDeferred({ trackTitle, serverName })
      : presentSubmitted({ ...result, trackTitle, serverName });
  },
};

const rejectDemo: Modal = {
  id: 'review:reject',
  access: 'staff',
  responseType: 'message',
  createForm: (args) => createRejectForm(parseNumberArg(args)),
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction);
    const decision = await context.operations.review.decide(actor, {
      requestId: toRequestId(interaction),
      number,
      decision: 'rejected',
      reason: interaction.fields.getTextInputValue('reason'),
    });
    return presentDecision(number, decision);
  },
};

const messageArtist: Modal = {
  id: 'review:message',
  access: 'staff',
  responseType: 'message',
  createForm: (args) => createMessageForm(parseNumberArg(args)),
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction);
    await context.operations.messages.sendToArtist(actor, {
      requestId: toRequestId(interaction),
      number,
      body: interaction.fields.getTextInputValue('body'),
    });
    return createMessage(textDisplay(t('review.message_sent', { number })));
  },
};

/** Every form, by `route:act` of its custom id. */
export const modals: ReadonlyMap<string, Modal> = new Map(
  [submitDemo, rejectDemo, messageArtist].map((form) => [form.id, form]),
);
