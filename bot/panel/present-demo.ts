import { ComponentType } from 'discord-api-types/v10';
import type { Plan } from '../../domain/plans/plans.ts';
import type { CurrentCard } from '../../domain/review/card.ts';
import { createCustomId } from '../messages/custom-id.ts';
import {
  createMessage,
  MAX_TEXT_LENGTH,
  type MessageBody,
  pageButton,
  textDisplay,
} from '../messages/message.ts';
import { createCard } from '../messages/submissions/card.ts';
import type { Translator } from '../translator.ts';
import { createPanelId, type Place } from './place.ts';

/** For what is above the card. */
const NOTICE_LENGTH = 500;

/** A demo in the panel: its card, whose decisions are shown here, and the way back. */
export function presentDemo(
  t: Translator,
  {
    view,
    undoUntil,
    plan,
    place,
    notice,
    publicUrl,
  }: CurrentCard & { plan: Plan; place: Place; notice: string | null; publicUrl: string },
): MessageBody {
  const { number } = view;
  const createId = (action: string) => createPanelId(action, place, number);
  return createMessage(
    ...(notice ? [textDisplay(notice)] : []),
    createCard(t, view, {
      plan,
      publicUrl,
      maxTextLength: MAX_TEXT_LENGTH - NOTICE_LENGTH,
      createActionId: (action) =>
        action === 'message' || action === 'thread'
          ? createCustomId('card', action, number)
          : createId(action),
    }),
    {
      type: ComponentType.ActionRow,
      components: [
        pageButton(t('panel.back'), createPanelId('list', place)),
        pageButton(t('panel.refresh'), createId('demo')),
        ...(undoUntil === null ? [] : [pageButton(t('panel.undo'), createId('undo'))]),
      ],
    },
  );
}
