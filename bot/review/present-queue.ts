import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { QueuePage } from '../../domain/review/queue.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { linkTarget } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/** One page of the demos that wait for a decision. */
export function presentQueue(
  t: Translator,
  { items, openCount, nextAfter }: QueuePage,
  { isFirst }: { isFirst: boolean },
): MessageBody {
  if (openCount === 0) return createMessage(textDisplay(t('review.queue.empty')));
  const pageButton = (label: 'first' | 'next', after: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`review.queue.${label}`),
    custom_id: createCustomId('queue', 'after', after),
  });
  const buttons = [
    ...(isFirst ? [] : [pageButton('first', 0)]),
    ...(nextAfter === null ? [] : [pageButton('next', nextAfter)]),
  ];
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(t('review.queue.title', { count: openCount })),
      textDisplay(items.map((item) => formatLine(t, item)).join('\n') || t('review.queue.end')),
      ...(buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: buttons }]
        : []),
    ],
  });
}

function formatLine(t: Translator, item: QueuePage['items'][number]): string {
  const values = toTextValues(t, item);
  const url = item.cardUrl && linkTarget(item.cardUrl);
  return url ? t('review.queue.line_linked', { ...values, url }) : t('review.queue.line', values);
}
