import type { Actor } from '../../domain/actors/actor.ts';
import type { BotContext } from '../context.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { PAGE_SIZE } from './list-page.ts';
import { presentQueue } from './present-queue.ts';
import { getNumberArg } from './submission-number.ts';

export const queue: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'queue',
  text: 'review.command.queue',
  run: ({ context, actor, t }) => loadPage(context, actor, t),
};

/** Replaces the page whose button was pressed. */
export const showQueuePage: Button = {
  id: 'queue:after',
  access: 'staff',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, getNumberArg(interaction)),
};

/** The buttons of the version before, which showed the newest demos first. */
export const restartQueue: Button = {
  ...showQueuePage,
  id: 'queue:page',
  run: ({ context, actor, t }) => loadPage(context, actor, t),
};

/** @param after the number that the page begins after; 0 or absent: the first page */
async function loadPage(
  { operations }: BotContext,
  actor: Actor,
  t: Translator,
  after?: number,
): Promise<MessageBody> {
  const page = await operations.review.listQueue(actor, {
    limit: PAGE_SIZE,
    ...(after ? { after } : {}),
  });
  return presentQueue(t, 'queue', page, { isFirst: !after });
}
