import { loadQueuePage } from '../commands/review.ts';
import type { Button } from '../dispatch/types.ts';
import { parseCustomId, parseNumberArg } from '../presenters/custom-id.ts';

/** Another page of the queue, in the place of the one that was pressed. */
export const showQueuePage: Button = {
  id: 'queue:page',
  access: 'staff',
  responseType: 'update',
  run: ({ context, interaction, actor }) =>
    loadQueuePage(context, actor, parseNumberArg(parseCustomId(interaction.customId)?.args ?? [])),
};
