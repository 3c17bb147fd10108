import type { OldestFirstPage } from '../../domain/review/read-oldest-first.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { linkTarget } from '../messages/markdown.ts';
import { createMessage, type MessageBody, pageButton, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';
import { presentListPage } from './list-page.ts';

/**
 * One page of the demos that wait for a decision, or of those that are shortlisted.
 * @param list names its texts and the route of its buttons
 */
export function presentQueue(
  t: Translator,
  list: 'queue' | 'shortlist',
  { items, count, nextAfter }: OldestFirstPage,
  { isFirst }: { isFirst: boolean },
): MessageBody {
  if (count === 0) return createMessage(textDisplay(t(`review.${list}.empty`)));
  const createId = (after: number) => createCustomId(list, 'after', after);
  return presentListPage({
    title: t(`review.${list}.title`, { count }),
    lines: items.map((item) => formatLine(t, item)),
    end: t(`review.${list}.end`),
    buttons: [
      ...(isFirst ? [] : [pageButton(t('review.queue.first'), createId(0))]),
      ...(nextAfter === null ? [] : [pageButton(t('review.queue.next'), createId(nextAfter))]),
    ],
  });
}

function formatLine(t: Translator, item: OldestFirstPage['items'][number]): string {
  const values = toTextValues(t, item);
  const url = item.cardUrl && linkTarget(item.cardUrl);
  return url ? t('review.queue.line_linked', { ...values, url }) : t('review.queue.line', values);
}
