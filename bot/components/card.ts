import { t } from '../catalogues/translate.ts';
import { toRequestId } from '../commands/options.ts';
import { joinThread } from '../discord/join-thread.ts';
import type { Button } from '../dispatch/types.ts';
import { parseCustomId, parseNumberArg } from '../presenters/custom-id.ts';
import { presentDecision } from '../presenters/decision.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import { createMessageForm, createRejectForm } from '../presenters/review-forms.ts';

const getSubmissionNumber = (customId: string): number =>
  parseNumberArg(parseCustomId(customId)?.args ?? []);

export const approve: Button = {
  id: 'card:approve',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction.customId);
    const decision = await context.operations.review.decide(actor, {
      requestId: toRequestId(interaction),
      number,
      decision: 'approved',
    });
    return presentDecision(number, decision);
  },
};

export const reject: Button = {
  id: 'card:reject',
  access: 'staff',
  responseType: 'modal',
  run: ({ interaction }) => createRejectForm(getSubmissionNumber(interaction.customId)),
};

export const message: Button = {
  id: 'card:message',
  access: 'staff',
  responseType: 'modal',
  run: ({ interaction }) => createMessageForm(getSubmissionNumber(interaction.customId)),
};

/**
 * Lets the person into the submission's private thread: Discord shows it only to its members. Nobody
 * is added unasked, for being added notifies.
 */
export const thread: Button = {
  id: 'card:thread',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor }) {
    const { delivery } = await context.operations.submissions.get(
      actor,
      getSubmissionNumber(interaction.customId),
    );
    const isJoined =
      delivery.threadId !== null &&
      interaction.guild !== null &&
      (await joinThread(interaction.guild, delivery.threadId, interaction.user.id));
    return createMessage(
      textDisplay(
        isJoined ? t('thread.joined', { thread: `<#${delivery.threadId}>` }) : t('thread.gone'),
      ),
    );
  },
};

export const undo: Button = {
  id: 'review:undo',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction.customId);
    const status = await context.operations.review.undo(actor, {
      requestId: toRequestId(interaction),
      number,
    });
    return createMessage(
      textDisplay(t('review.undone', { number, status: t(`status.${status}`) })),
    );
  },
};
