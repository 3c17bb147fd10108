import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import { t } from '../catalogues/translate.ts';
import { createCustomId } from './custom-id.ts';
import { commandMentions } from './errors.ts';
import { escapeSingleLine, toUnixSeconds } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';
import { STATUS_STYLES } from './status-style.ts';

/** Long names are cut: fifteen lines have to fit into one message. */
const MAX_NAME_LENGTH = 60;
const MAX_MY_SUBMISSIONS = 20;

const toTextValues = (item: SubmissionSummary) => ({
  number: item.number,
  icon: STATUS_STYLES[item.status].icon,
  title: escapeSingleLine(item.trackTitle, MAX_NAME_LENGTH),
  artist: escapeSingleLine(item.artistName, MAX_NAME_LENGTH),
  status: t(`status.${item.status}`),
  seconds: toUnixSeconds(item.createdAt),
});

/** One page of what is open. `older`: the number that the next page begins below. */
export function presentQueue(
  items: readonly SubmissionSummary[],
  {
    openCount,
    nextBefore,
    isFirst,
  }: { openCount: number; nextBefore: number | null; isFirst: boolean },
): MessageBody {
  if (openCount === 0) return createMessage(textDisplay(t('lists.queue_empty', commandMentions)));
  const pageButton = (label: 'newest' | 'older', before: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`lists.${label}`),
    custom_id: createCustomId('queue', 'page', before),
  });
  const buttons = [
    ...(isFirst ? [] : [pageButton('newest', 0)]),
    ...(nextBefore === null ? [] : [pageButton('older', nextBefore)]),
  ];
  return createMessage({
    type: ComponentType.Container,
    accent_color: 0x7c5cff,
    components: [
      textDisplay(t('lists.queue_title', { count: openCount })),
      textDisplay(
        items.map((item) => t('lists.queue_line', toTextValues(item))).join('\n') ||
          t('lists.queue_end'),
      ),
      ...(buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: buttons }]
        : []),
    ],
  });
}

export function presentMySubmissions(items: readonly SubmissionSummary[]): MessageBody {
  if (items.length === 0) return createMessage(textDisplay(t('lists.mine_empty', commandMentions)));
  return createMessage({
    type: ComponentType.Container,
    accent_color: 0x7c5cff,
    components: [
      textDisplay(t('lists.mine_title')),
      textDisplay(
        items
          .slice(0, MAX_MY_SUBMISSIONS)
          .map((item) => t('lists.mine_line', toTextValues(item)))
          .join('\n'),
      ),
      ...(items.length > MAX_MY_SUBMISSIONS
        ? [textDisplay(t('lists.mine_more', { ...commandMentions, shown: MAX_MY_SUBMISSIONS }))]
        : []),
    ],
  });
}

export const presentSubmission = (item: SubmissionSummary): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: STATUS_STYLES[item.status].colour,
    components: [textDisplay(t('lists.one', toTextValues(item)))],
  });
