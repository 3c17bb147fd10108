import { t } from '../catalogues/translate.ts';
import { requestIdOf } from '../commands/options.ts';
import { joinThread } from '../discord/join-thread.ts';
import type { Component } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { numberArg, parseCustomId } from '../presenters/custom-id.ts';
import { presentDecided } from '../presenters/decided.ts';
import { messageForm, rejectForm } from '../presenters/review-forms.ts';

const numberIn = (customId: string): number => numberArg(parseCustomId(customId)?.args ?? []);

export const approve: Component = {
  id: 'card:approve',
  needs: 'staff',
  answers: 'message',
  async run({ context, interaction, actor }) {
    const number = numberIn(interaction.customId);
    const decision = await context.acts.review.decide(actor, {
      requestId: requestIdOf(interaction),
      number,
      decision: 'approved',
    });
    return presentDecided(number, decision);
  },
};

export const reject: Component = {
  id: 'card:reject',
  needs: 'staff',
  answers: 'modal',
  run: ({ interaction }) => rejectForm(numberIn(interaction.customId)),
};

export const message: Component = {
  id: 'card:message',
  needs: 'staff',
  answers: 'modal',
  run: ({ interaction }) => messageForm(numberIn(interaction.customId)),
};

/**
 * Lets the person into the submission's private thread: Discord shows it only to its members. Nobody
 * is added unasked, for being added notifies.
 */
export const thread: Component = {
  id: 'card:thread',
  needs: 'staff',
  answers: 'message',
  async run({ context, interaction, actor }) {
    const { delivery } = await context.acts.submissions.get(actor, numberIn(interaction.customId));
    const joined =
      delivery.threadId !== null &&
      interaction.guild !== null &&
      (await joinThread(interaction.guild, delivery.threadId, interaction.user.id));
    return body(
      words(joined ? t('thread.joined', { thread: `<#${delivery.threadId}>` }) : t('thread.gone')),
    );
  },
};

export const undo: Component = {
  id: 'review:undo',
  needs: 'staff',
  answers: 'message',
  async run({ context, interaction, actor }) {
    const number = numberIn(interaction.customId);
    const status = await context.acts.review.undo(actor, {
      requestId: requestIdOf(interaction),
      number,
    });
    return body(words(t('review.undone', { number, status: t(`status.${status}`) })));
  },
};
