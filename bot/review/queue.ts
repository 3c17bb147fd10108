import type { Actor } from '../../domain/actors/actor.ts';
import { OPEN_STATUSES } from '../../domain/submissions/status.ts';
import type { BotContext } from '../context.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { presentQueue } from './present-queue.ts';
import { getNumberArg } from './submission-number.ts';

const PAGE_SIZE = 15;

export const queue: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'queue',
  text: 'review.command.queue',
  run: ({ context, actor, t }) => loadPage(context, actor, t),
};

/** Replaces the page whose button was pressed. */
export const showQueuePage: Button = {
  id: 'queue:page',
  access: 'staff',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, getNumberArg(interaction)),
};

/** @param before the number that the page begins below; 0 or absent: the newest page */
async function loadPage(
  { operations }: BotContext,
  actor: Actor,
  t: Translator,
  before?: number,
): Promise<MessageBody> {
  const [page, counts] = await Promise.all([
    operations.submissions.list(actor, {
      statuses: OPEN_STATUSES,
      limit: PAGE_SIZE,
      ...(before ? { before } : {}),
    }),
    operations.submissions.countByStatus(actor),
  ]);
  return presentQueue(t, page.items, {
    openCount: OPEN_STATUSES.reduce((sum, status) => sum + counts[status], 0),
    nextBefore: page.nextBefore,
    isFirst: !before,
  });
}
