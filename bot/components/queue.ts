import { queuePage } from '../commands/review.ts';
import type { Component } from '../dispatch/types.ts';
import { numberArg, parseCustomId } from '../presenters/custom-id.ts';

/** Another page of the queue, in the place of the one that was pressed. */
export const page: Component = {
  id: 'queue:page',
  needs: 'staff',
  answers: 'update',
  run: ({ context, interaction, actor }) =>
    queuePage(context, actor, numberArg(parseCustomId(interaction.customId)?.args ?? [])),
};
