import type { QueuePage } from '../../domain/review/queue.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { linkTarget } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';
import { pageButton, presentListPage } from './list-page.ts';

/** One page of the demos that wait for a decision. */
export function presentQueue(
  t: Translator,
  { items, openCount, nextAfter }: QueuePage,
  { isFirst }: { isFirst: boolean },
): MessageBody {
  if (openCount === 0) return createMessage(textDisplay(t('review.queue.empty')));
  const createId = (after: number) => createCustomId('queue', 'after', after);
  return presentListPage({
    title: t('review.queue.title', { count: openCount }),
    lines: items.map((item) => formatLine(t, item)),
    end: t('review.queue.end'),
    buttons: [
      ...(isFirst ? [] : [pageButton(t('review.queue.first'), createId(0))]),
      ...(nextAfter === null ? [] : [pageButton(t('review.queue.next'), createId(nextAfter))]),
    ],
  });
}

function formatLine(t: Translator, item: QueuePage['items'][number]): string {
  const values = toTextValues(t, item);
  const url = item.cardUrl && linkTarget(item.cardUrl);
  return url ? t('review.queue.line_linked', { ...values, url }) : t('review.queue.line', values);
}
