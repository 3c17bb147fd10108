import { ComponentType } from 'discord-api-types/v10';
import type { CardView } from '../../../domain/deliveries/views.ts';
import { escapeSingleLine, linkTarget } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import { STATUS_STYLES } from '../submissions/status-style.ts';
import type { MessageTranslator } from '../translator.ts';

/** A decided demo in the channel that the label chose: the demo, not who decided or why. */
export function presentRoutingPost(t: MessageTranslator, view: CardView): MessageBody {
  const url = view.trackUrl && linkTarget(view.trackUrl);
  const values = {
    title: escapeSingleLine(view.trackTitle, 300),
    artist: escapeSingleLine(view.artistName, 300),
  };
  const { icon, colour } = STATUS_STYLES[view.status];
  return createMessage({
    type: ComponentType.Container,
    accent_color: colour,
    components: [
      textDisplay(
        url
          ? t('submissions.card.headline', { ...values, url })
          : t('submissions.card.headline_plain', values),
      ),
      textDisplay(
        t('submissions.card.status', { icon, status: t(`submissions.status.${view.status}`) }),
      ),
    ],
  });
}
