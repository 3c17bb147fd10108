import { ComponentType } from 'discord-api-types/v10';
import type { CardView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { linkTarget, oneLine } from './markdown.ts';
import { STATUS_LOOK } from './status-look.ts';

/** A decided demo, where the label wants it seen: what it is, not who said what about it. */
export function presentRouted(view: CardView): Body {
  const url = linkTarget(view.trackUrl);
  const values = { title: oneLine(view.trackTitle, 300), artist: oneLine(view.artistName, 300) };
  const { icon, colour } = STATUS_LOOK[view.status];
  return body({
    type: ComponentType.Container,
    accent_color: colour,
    components: [
      words(url ? t('card.headline', { ...values, url }) : t('card.headline_plain', values)),
      words(t('card.status', { icon, status: t(`status.${view.status}`) })),
    ],
  });
}
