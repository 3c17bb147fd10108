import { toRequestId } from '../dispatch/request-id.ts';
import type { Button } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { readReasonsForForm } from '../saved-reasons/index.ts';
import { followDecision } from './decision.ts';
import { createMessageForm, createRejectForm } from './forms.ts';
import { joinThread } from './join-thread.ts';
import { getNumberArg } from './submission-number.ts';

export const approve: Button = {
  id: 'card:approve',
  access: 'staff',
  responseType: 'progress',
  run(invocation) {
    const { context, interaction, actor } = invocation;
    const number = getNumberArg(interaction);
    return followDecision(invocation, number, () =>
      context.operations.review.decide(actor, {
        requestId: toRequestId(interaction),
        number,
        decision: 'approved',
      }),
    );
  },
};

export const reject: Button = {
  id: 'card:reject',
  access: 'staff',
  responseType: 'modal',
  async run({ context, interaction, actor, t }) {
    return createRejectForm(t, getNumberArg(interaction), await readReasonsForForm(context, actor));
  },
};

export const message: Button = {
  id: 'card:message',
  access: 'staff',
  responseType: 'modal',
  run: ({ interaction, t }) => createMessageForm(t, getNumberArg(interaction)),
};

/**
 * Adds the person to the submission's private thread, which Discord shows only to its members.
 * Nobody is added unasked: Discord notifies whoever is added.
 */
export const thread: Button = {
  id: 'card:thread',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const { delivery } = await context.operations.submissions.get(actor, getNumberArg(interaction));
    const isJoined =
      delivery.threadId !== null &&
      interaction.guild !== null &&
      (await joinThread(interaction.guild, delivery.threadId, interaction.user.id));
    return createMessage(
      textDisplay(
        isJoined
          ? t('review.thread_joined', { thread: `<#${delivery.threadId}>` })
          : t('review.thread_gone'),
      ),
    );
  },
};

export const undo: Button = {
  id: 'review:undo',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const number = getNumberArg(interaction);
    const status = await context.operations.review.undo(actor, {
      requestId: toRequestId(interaction),
      number,
    });
    return createMessage(
      textDisplay(t('review.undone', { number, status: t(`submissions.status.${status}`) })),
    );
  },
};
