import { ComponentType } from 'discord-api-types/v10';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { commandNames } from './errors.ts';
import { oneLine, seconds } from './markdown.ts';
import { STATUS_LOOK } from './status-look.ts';

/** Long names are cut: fifteen lines have to fit into one message. */
const NAME = 60;

const values = (item: SubmissionSummary) => ({
  number: item.number,
  icon: STATUS_LOOK[item.status].icon,
  title: oneLine(item.trackTitle, NAME),
  artist: oneLine(item.artistName, NAME),
  status: t(`status.${item.status}`),
  seconds: seconds(item.createdAt),
});

export function presentQueue(items: readonly SubmissionSummary[], open: number): Body {
  if (items.length === 0) return body(words(t('lists.queue_empty', commandNames)));
  return body({
    type: ComponentType.Container,
    accent_color: 0x7c5cff,
    components: [
      words(t('lists.queue_title', { count: open })),
      words(items.map((item) => t('lists.queue_line', values(item))).join('\n')),
      ...(open > items.length ? [words(t('lists.more', { shown: items.length }))] : []),
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
          .slice(0, 20)
          .map((item) => t('lists.mine_line', values(item)))
          .join('\n'),
      ),
    ],
  });
}

export const presentOne = (item: SubmissionSummary): Body =>
  body({
    type: ComponentType.Container,
    accent_color: STATUS_LOOK[item.status].colour,
    components: [words(t('lists.one', values(item)))],
  });
