import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { DecisionState } from '../../domain/submissions/types.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** To whoever decided: when the artist is told, and a button to undo it until then. */
export function presentDecision(
  t: Translator,
  number: number,
  { status, undoUntil }: DecisionState,
): MessageBody {
  const key = status === 'approved' ? 'approved' : 'rejected';
  if (undoUntil === null) return createMessage(textDisplay(t(`review.${key}_final`, { number })));
  return createMessage(
    textDisplay(t(`review.${key}`, { number, seconds: toUnixSeconds(undoUntil) })),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: t('review.undo'),
          custom_id: createCustomId('review', 'undo', number),
        },
      ],
    },
  );
}
