import { ComponentType } from 'discord-api-types/v10';
import type { MessageView } from '../../../domain/deliveries/views.ts';
import { ACCENT_COLOUR, INFO_COLOUR } from '../colours.ts';
import { escapeKeepingLinks, escapeSingleLine, takeFittingLines } from '../markdown.ts';
import { createMessage, MAX_TEXT_LENGTH, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

const MAX_LINKS_LENGTH = 1_800;

/** A message of either side, in the submission's thread. */
export function presentThreadMessage(t: MessageTranslator, view: MessageView): MessageBody {
  const isFromArtist = view.direction === 'from_artist';
  const heading = t(isFromArtist ? 'artist_messages.from_artist' : 'artist_messages.to_artist', {
    name: escapeSingleLine(view.authorName, 80),
  });
  const links = takeFittingLines(
    view.attachments.map(({ name, url }) => `${escapeSingleLine(name, 80)}: <${url}>`),
    MAX_LINKS_LENGTH,
  );
  return createMessage({
    type: ComponentType.Container,
    accent_color: isFromArtist ? INFO_COLOUR : ACCENT_COLOUR,
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

/** Tells staff, in the thread, that a message did not reach the artist. */
export function presentUndelivered(t: MessageTranslator, view: MessageView): MessageBody {
  const problem =
    view.problem === 'dm_closed' || view.problem === 'left' ? view.problem : ('other' as const);
  return createMessage(textDisplay(t(`artist_messages.undelivered.${problem}`)));
}
