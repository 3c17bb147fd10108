import { ComponentType } from 'discord-api-types/v10';
import type { CardView, MessageView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import {
  escapeKeepingLinks,
  escapeSingleLine,
  takeFittingLines,
  toSingleLine,
  truncate,
} from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

/** Of the 4,000 characters of text that a message may have. */
const MAX_TEXT_LENGTH = 3_900;
const MAX_LINKS_LENGTH = 1_800;

/** Discord cuts nothing: a name over 100 characters is refused. */
export function formatThreadName(view: CardView): string {
  return truncate(
    t('thread.name', {
      number: view.number,
      artist: toSingleLine(view.artistName),
      title: toSingleLine(view.trackTitle),
    }),
    100,
  );
}

/** How a submission's thread is found again: its name begins so, whatever else changed. */
export const threadNamePrefix = (number: number): string => `#${number} · `;

export const presentThreadIntro = (view: CardView): MessageBody =>
  createMessage(textDisplay(t('thread.intro', { number: view.number, reply: '`/reply`' })));

/** A message of either side, in the thread. */
export function presentThreadMessage(view: MessageView): MessageBody {
  const isFromArtist = view.direction === 'from_artist';
  const heading = t(isFromArtist ? 'thread.from_artist' : 'thread.to_artist', {
    name: escapeSingleLine(view.authorName, 80),
  });
  const links = takeFittingLines(
    view.attachments.map(({ name, url }) => `${escapeSingleLine(name, 80)}: <${url}>`),
    MAX_LINKS_LENGTH,
  );
  return createMessage({
    type: ComponentType.Container,
    accent_color: isFromArtist ? 0x5aa9ff : 0x7c5cff,
    components: [
      textDisplay(
        [
          heading,
          escapeKeepingLinks(view.body, MAX_TEXT_LENGTH - heading.length - links.join('\n').length),
          ...links,
        ]
          .filter(Boolean)
          .join('\n'),
      ),
    ],
  });
}

/** Staff are told at once that a message did not arrive. */
export function presentUndelivered(view: MessageView): MessageBody {
  const problem =
    view.problem === 'dm_closed' || view.problem === 'left' ? view.problem : ('other' as const);
  return createMessage(textDisplay(t(`thread.undelivered.${problem}`)));
}
