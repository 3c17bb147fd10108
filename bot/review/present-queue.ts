import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/**
 * One page of the open submissions.
 * @param page.openCount over all pages
 * @param page.nextBefore the number that the next page begins below; null on the last page
 */
export function presentQueue(
  t: Translator,
  items: readonly SubmissionSummary[],
  page: { openCount: number; nextBefore: number | null; isFirst: boolean },
): MessageBody {
  if (page.openCount === 0) return createMessage(textDisplay(t('review.queue.empty')));
  const pageButton = (label: 'newest' | 'older', before: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`review.queue.${label}`),
    custom_id: createCustomId('queue', 'page', before),
  });
  const buttons = [
    ...(page.isFirst ? [] : [pageButton('newest', 0)]),
    ...(page.nextBefore === null ? [] : [pageButton('older', page.nextBefore)]),
  ];
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(t('review.queue.title', { count: page.openCount })),
      textDisplay(
        items.map((item) => t('review.queue.line', toTextValues(t, item))).join('\n') ||
          t('review.queue.end'),
      ),
      ...(buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: buttons }]
        : []),
    ],
  });
}
