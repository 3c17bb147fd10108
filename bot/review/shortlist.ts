import type { Actor } from '../../domain/actors/actor.ts';
import type { BotContext } from '../context.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { submissionNumberOption } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';
import { PAGE_SIZE } from './list-page.ts';
import { presentQueue } from './present-queue.ts';
import { getNumberArg } from './submission-number.ts';
import { suggestSubmissions } from './suggest-submissions.ts';

/** With a number: puts the demo on the shortlist, or takes it off. Without: lists it. */
export const shortlist: SlashCommand = {
  access: 'staff',
  feature: 'shortlist',
  responseType: 'message',
  name: 'shortlist',
  text: 'review.command.shortlist',
  options: [{ ...submissionNumberOption, required: false }],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const number = interaction.options.getInteger(submissionNumberOption.name);
    if (number === null) return loadPage(context, actor, t);
    const status = await context.operations.review.toggleShortlisted(actor, {
      requestId: toRequestId(interaction),
      number,
    });
    return createMessage(
      textDisplay(
        status === 'shortlisted'
          ? t('review.shortlist.added', { number })
          : t('review.shortlist.removed', { number, status: t(`submissions.status.${status}`) }),
      ),
    );
  },
};

/** Replaces the page whose button was pressed. */
export const showShortlistPage: Button = {
  id: 'shortlist:after',
  access: 'staff',
  feature: 'shortlist',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, getNumberArg(interaction)),
};

/** @param after the number that the page begins after; 0 or absent: the first page */
async function loadPage(
  { operations }: BotContext,
  actor: Actor,
  t: Translator,
  after?: number,
): Promise<MessageBody> {
  const page = await operations.review.listShortlist(actor, {
    limit: PAGE_SIZE,
    ...(after ? { after } : {}),
  });
  return presentQueue(t, 'shortlist', page, { isFirst: !after });
}
