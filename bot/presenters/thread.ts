import { ComponentType } from 'discord-api-types/v10';
import type { CardView, MessageView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { fitting, named, oneLine, prose, shorten } from './markdown.ts';

/** Of the 4,000 characters of text that a message may have. */
const TEXT_MAX = 3_900;
const LINKS_MAX = 1_800;

/** Discord cuts nothing: a name over 100 characters is refused. */
export function threadName(view: CardView): string {
  return shorten(
    t('thread.name', {
      number: view.number,
      artist: named(view.artistName),
      title: named(view.trackTitle),
    }),
    100,
  );
}

/** How a submission's thread is found again: its name begins so, whatever else changed. */
export const threadPrefix = (number: number): string => `#${number} · `;

export const presentThreadIntro = (view: CardView): Body =>
  body(words(t('thread.intro', { number: view.number, reply: '`/reply`' })));

/** A message of either side, in the thread. */
export function presentThreadMessage(view: MessageView): Body {
  const fromArtist = view.direction === 'from_artist';
  const heading = t(fromArtist ? 'thread.from_artist' : 'thread.to_artist', {
    name: oneLine(view.authorName, 80),
  });
  const links = fitting(
    view.attachments.map(({ name, url }) => `${oneLine(name, 80)}: <${url}>`),
    LINKS_MAX,
  );
  return body({
    type: ComponentType.Container,
    accent_color: fromArtist ? 0x5aa9ff : 0x7c5cff,
    components: [
      words(
        [heading, prose(view.body, TEXT_MAX - heading.length - links.join('\n').length), ...links]
          .filter(Boolean)
          .join('\n'),
      ),
    ],
  });
}

/** Staff are told at once that a message did not arrive. */
export function presentUndelivered(view: MessageView): Body {
  const problem =
    view.problem === 'dm_closed' || view.problem === 'left' ? view.problem : ('other' as const);
  return body(words(t(`thread.undelivered.${problem}`)));
}
