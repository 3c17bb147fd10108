import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { customId } from './custom-id.ts';
import { commandNames } from './errors.ts';
import { oneLine, seconds } from './markdown.ts';
import { STATUS_LOOK } from './status-look.ts';

/** Long names are cut: fifteen lines have to fit into one message. */
const NAME = 60;
const MINE = 20;

const values = (item: SubmissionSummary) => ({
  number: item.number,
  icon: STATUS_LOOK[item.status].icon,
  title: oneLine(item.trackTitle, NAME),
  artist: oneLine(item.artistName, NAME),
  status: t(`status.${item.status}`),
  seconds: seconds(item.createdAt),
});

/** One page of what is open. `older`: the number that the next page begins below. */
export function presentQueue(
  items: readonly SubmissionSummary[],
  { open, older, isFirst }: { open: number; older: number | null; isFirst: boolean },
): Body {
  if (open === 0) return body(words(t('lists.queue_empty', commandNames)));
  const turn = (act: 'newest' | 'older', before: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`lists.${act}`),
    custom_id: customId('queue', 'page', before),
  });
  const rows = [
    ...(isFirst ? [] : [turn('newest', 0)]),
    ...(older === null ? [] : [turn('older', older)]),
  ];
  return body({
    type: ComponentType.Container,
    accent_color: 0x7c5cff,
    components: [
      words(t('lists.queue_title', { count: open })),
      words(
        items.map((item) => t('lists.queue_line', values(item))).join('\n') || t('lists.queue_end'),
      ),
      ...(rows.length > 0 ? [{ type: ComponentType.ActionRow as const, components: rows }] : []),
    ],
  });
}

export function presentMine(items: readonly SubmissionSummary[]): Body {
  if (items.length === 0) return body(words(t('lists.mine_empty', commandNames)));
  return body({
    type: ComponentType.Container,
    accent_color: 0x7c5cff,
    components: [
      words(t('lists.mine_title')),
      words(
        items
          .slice(0, MINE)
          .map((item) => t('lists.mine_line', values(item)))
          .join('\n'),
      ),
      ...(items.length > MINE
        ? [words(t('lists.mine_more', { ...commandNames, shown: MINE }))]
        : []),
    ],
  });
}

export const presentOne = (item: SubmissionSummary): Body =>
  body({
    type: ComponentType.Container,
    accent_color: STATUS_LOOK[item.status].colour,
    components: [words(t('lists.one', values(item)))],
  });
