import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { DecisionState } from '../../domain/submissions/types.ts';
import { t } from '../catalogues/translate.ts';
import { createCustomId } from './custom-id.ts';
import { toUnixSeconds } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

/** Whoever decided sees it, and may take it back until the artist's message leaves. */
export function presentDecision(number: number, decision: DecisionState): MessageBody {
  const text = textDisplay(
    t(decision.status === 'approved' ? 'review.approved' : 'review.rejected', {
      number,
      seconds: toUnixSeconds(decision.undoUntil ?? decision.at),
    }),
  );
  if (decision.undoUntil === null) return createMessage(text);
  return createMessage(text, {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: t('review.undo'),
        custom_id: createCustomId('review', 'undo', number),
      },
    ],
  });
}
