import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { DecisionState } from '../../domain/submissions/types.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { customId } from './custom-id.ts';
import { seconds } from './markdown.ts';

/** Whoever decided sees it, and may take it back until the artist's message leaves. */
export function presentDecided(number: number, decision: DecisionState): Body {
  const text = words(
    t(decision.status === 'approved' ? 'review.approved' : 'review.rejected', {
      number,
      seconds: seconds(decision.undoUntil ?? decision.at),
    }),
  );
  if (decision.undoUntil === null) return body(text);
  return body(text, {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: t('review.undo'),
        custom_id: customId('review', 'undo', number),
      },
    ],
  });
}
