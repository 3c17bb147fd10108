import type { Actor } from '../../domain/actors/actor.ts';
import type { BotContext } from '../context.ts';
import type { Button, SelectMenu, SlashCommand } from '../dispatch/types.ts';
import type { MessageBody } from '../messages/message.ts';
import { PAGE_SIZE } from '../review/index.ts';
import type { Translator } from '../translator.ts';
import { FILTERS, FIRST_PLACE, type Place, parseFilter, parsePanelId } from './place.ts';
import { presentList } from './present-list.ts';

export const panel: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'panel',
  text: 'panel.command.panel',
  run: ({ context, actor, t }) => loadList(context, actor, t, FIRST_PLACE),
};

/** Another page, the same one again, or the list from a demo. */
export const showList: Button = {
  id: 'panel:list',
  access: 'staff',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadList(context, actor, t, parsePanelId(interaction.customId).place),
};

/** Refreshing has an id of its own: Discord refuses two of one in a message. */
export const refreshList: Button = { ...showList, id: 'panel:refresh' };

export const chooseFilter: SelectMenu = {
  id: 'panel:filter',
  access: 'staff',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadList(context, actor, t, { filter: parseFilter(interaction.values[0]), before: 0 }),
};

async function loadList(
  { operations }: BotContext,
  actor: Actor,
  t: Translator,
  place: Place,
): Promise<MessageBody> {
  const statuses = FILTERS[place.filter];
  const [page, counts] = await Promise.all([
    operations.review.listRecent(actor, {
      limit: PAGE_SIZE,
      ...(statuses ? { statuses } : {}),
      ...(place.before ? { before: place.before } : {}),
    }),
    operations.submissions.countByStatus(actor),
  ]);
  return presentList(t, { place, page, counts });
}
