import { ComponentType } from 'discord-api-types/v10';
import type { RecentPage } from '../../domain/review/recent.ts';
import { STATUSES, type Status } from '../../domain/submissions/status.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, type MessageBody, pageButton, textDisplay } from '../messages/message.ts';
import { formatDemoLine } from '../review/index.ts';
import type { Translator } from '../translator.ts';
import { createPanelId, FILTER_NAMES, FILTERS, type Place } from './place.ts';

/** Discord's limit for an option of a select menu. */
const MAX_LABEL_LENGTH = 100;

/** One page of the panel's list, with what opens its demos and other lists. */
export function presentList(
  t: Translator,
  {
    place,
    page: { items, nextBefore },
    counts,
  }: { place: Place; page: RecentPage; counts: Record<Status, number> },
): MessageBody {
  const listAt = (before: number) => createPanelId('list', { ...place, before });
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(t('panel.title', { filter: t(`panel.filter.${place.filter}`) })),
      textDisplay(
        items.map((item) => formatDemoLine(t, item)).join('\n') ||
          t(place.before > 0 ? 'panel.end' : 'panel.empty'),
      ),
      ...(items.length > 0 ? [demoMenu(t, place, items)] : []),
      filterMenu(t, place, counts),
      {
        type: ComponentType.ActionRow,
        components: [
          ...(place.before > 0 ? [pageButton(t('panel.first'), listAt(0))] : []),
          ...(nextBefore === null ? [] : [pageButton(t('panel.next'), listAt(nextBefore))]),
          pageButton(t('panel.refresh'), createPanelId('refresh', place)),
        ],
      },
    ],
  });
}

const demoMenu = (t: Translator, place: Place, items: RecentPage['items']) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.StringSelect as const,
      custom_id: createPanelId('open', place),
      placeholder: t('panel.choose_demo'),
      options: items.map(({ number, trackTitle, artistName, status }) => ({
        label: truncate(
          t('panel.option', {
            number,
            title: toSingleLine(trackTitle),
            artist: toSingleLine(artistName),
          }),
          MAX_LABEL_LENGTH,
        ),
        description: t(`submissions.status.${status}`),
        value: String(number),
      })),
    },
  ],
});

const filterMenu = (t: Translator, { filter }: Place, counts: Record<Status, number>) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.StringSelect as const,
      custom_id: createPanelId('filter', { filter, before: 0 }),
      placeholder: t('panel.choose_filter'),
      options: FILTER_NAMES.map((name) => ({
        label: t('panel.filter_option', {
          filter: t(`panel.filter.${name}`),
          count: (FILTERS[name] ?? STATUSES).reduce((sum, status) => sum + counts[status], 0),
        }),
        value: name,
        default: name === filter,
      })),
    },
  ],
});
