import type { ModalSubmitInteraction } from 'discord.js';
import type { LIMITS } from '../../domain/submissions/limits.ts';
import { t } from '../catalogues/translate.ts';
import { requestIdOf } from '../commands/options.ts';
import type { Modal } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { numberArg, parseCustomId } from '../presenters/custom-id.ts';
import { presentDecided } from '../presenters/decided.ts';
import { messageForm, rejectForm } from '../presenters/review-forms.ts';
import { submitForm } from '../presenters/submit-form.ts';
import { presentParked, presentSubmitted } from '../presenters/submitted.ts';

const numberIn = (interaction: ModalSubmitInteraction): number =>
  numberArg(parseCustomId(interaction.customId)?.args ?? []);

const submitDemo: Modal = {
  id: 'submit:demo',
  needs: 'member',
  answers: 'message',
  form: () => submitForm(),
  async run({ context, interaction, actor }) {
    const value = (name: keyof typeof LIMITS) => interaction.fields.getTextInputValue(name);
    const trackTitle = value('trackTitle');
    const sent = await context.acts.submissions.send(actor, {
      requestId: requestIdOf(interaction),
      artistName: value('artistName'),
      trackTitle,
      trackUrl: value('trackUrl'),
      genre: value('genre'),
      message: value('message'),
    });
    const serverName = interaction.guild?.name ?? '';
    return 'parkedAt' in sent
      ? presentParked({ trackTitle, serverName })
      : presentSubmitted({ ...sent, trackTitle, serverName });
  },
};

const rejectDemo: Modal = {
  id: 'review:reject',
  needs: 'staff',
  answers: 'message',
  form: (args) => rejectForm(numberArg(args)),
  async run({ context, interaction, actor }) {
    const number = numberIn(interaction);
    const decision = await context.acts.review.decide(actor, {
      requestId: requestIdOf(interaction),
      number,
      decision: 'rejected',
      reason: interaction.fields.getTextInputValue('reason'),
    });
    return presentDecided(number, decision);
  },
};

const messageArtist: Modal = {
  id: 'review:message',
  needs: 'staff',
  answers: 'message',
  form: (args) => messageForm(numberArg(args)),
  async run({ context, interaction, actor }) {
    const number = numberIn(interaction);
    await context.acts.messages.toArtist(actor, {
      requestId: requestIdOf(interaction),
      number,
      body: interaction.fields.getTextInputValue('body'),
    });
    return body(words(t('review.message_sent', { number })));
  },
};

/** Every form, by `route:act` of its custom id. */
export const modals: ReadonlyMap<string, Modal> = new Map(
  [submitDemo, rejectDemo, messageArtist].map((form) => [form.id, form]),
);
