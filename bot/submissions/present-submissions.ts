import { ComponentType } from 'discord-api-types/v10';
import type { ArtistSubmission, ArtistSubmissionDetail } from '../../domain/submissions/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { ARTIST_STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';
import { artistButtons } from './artist-buttons.ts';
import { toArtistTextValues } from './text-values.ts';

const MAX_MY_SUBMISSIONS = 20;

export function presentMySubmissions(
  t: Translator,
  items: readonly ArtistSubmission[],
): MessageBody {
  if (items.length === 0) return createMessage(textDisplay(t('submissions.mine.empty')));
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(t('submissions.mine.title')),
      textDisplay(
        items
          .slice(0, MAX_MY_SUBMISSIONS)
          .map((item) => t('submissions.mine.line', toArtistTextValues(t, item)))
          .join('\n'),
      ),
      ...(items.length > MAX_MY_SUBMISSIONS
        ? [textDisplay(t('submissions.mine.more', { shown: MAX_MY_SUBMISSIONS }))]
        : []),
    ],
  });
}

/** @param options.canAddFiles whether it is shown in the label's server */
export const presentSubmission = (
  t: Translator,
  item: ArtistSubmissionDetail,
  { canAddFiles = false }: { canAddFiles?: boolean } = {},
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: ARTIST_STATUS_STYLES[item.status].colour,
      components: [
        textDisplay(t('submissions.mine.one', toArtistTextValues(t, item))),
        ...(item.wasListenedTo ? [textDisplay(t('submissions.mine.listened'))] : []),
      ],
    },
    ...(canAddFiles && item.canWithdraw ? [artistButtons(t, item.number, item)] : []),
  );
