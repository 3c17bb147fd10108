import { ComponentType } from 'discord-api-types/v10';
import type { CardView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import { escapeSingleLine, linkTarget } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';
import { STATUS_STYLES } from './status-style.ts';

/** A decided demo, where the label wants it seen: what it is, not who said what about it. */
export function presentRoutingPost(view: CardView): MessageBody {
  const url = linkTarget(view.trackUrl);
  const values = {
    title: escapeSingleLine(view.trackTitle, 300),
    artist: escapeSingleLine(view.artistName, 300),
  };
  const { icon, colour } = STATUS_STYLES[view.status];
  return createMessage({
    type: ComponentType.Container,
    accent_color: colour,
    components: [
      textDisplay(url ? t('card.headline', { ...values, url }) : t('card.headline_plain', values)),
      textDisplay(t('card.status', { icon, status: t(`status.${view.status}`) })),
    ],
  });
}
