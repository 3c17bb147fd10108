import { ComponentType } from 'discord-api-types/v10';
import type { ArtistSubmission } from '../../domain/submissions/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, type MessageBody, pageButton, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { toArtistTextValues } from './text-values.ts';

/** Servers and demos whose lines fit into one message. */
export const SERVERS_PER_PAGE = 4;
const DEMOS_PER_SERVER = 5;

export interface MyDemosPage {
  /** A server's demos, newest first; null: they cannot be read now. */
  servers: readonly { name: string; demos: readonly ArtistSubmission[] | null }[];
  previousId: string | null;
  nextId: string | null;
}

/** An artist's demos in every server, a few of each. */
export function presentMyDemos(
  t: Translator,
  { servers, previousId, nextId }: MyDemosPage,
): MessageBody {
  const unreadable = servers.filter(({ demos }) => demos === null);
  const sections = servers.flatMap(({ name, demos }) =>
    demos?.length ? [formatServer(t, name, demos)] : [],
  );
  const buttons = [
    ...(previousId ? [pageButton(t('submissions.everywhere.previous'), previousId)] : []),
    ...(nextId ? [pageButton(t('submissions.everywhere.next'), nextId)] : []),
  ];
  if (sections.length + unreadable.length + buttons.length === 0)
    return createMessage(textDisplay(t('submissions.everywhere.empty')));
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(t('submissions.mine.title')),
      ...sections.map(textDisplay),
      ...(unreadable.length > 0
        ? [
            textDisplay(
              t('submissions.everywhere.unreadable', {
                servers: unreadable.map(({ name }) => escapeSingleLine(name, 100)),
              }),
            ),
          ]
        : []),
      textDisplay(t('submissions.everywhere.which')),
      ...(buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: buttons }]
        : []),
    ],
  });
}

const formatServer = (t: Translator, name: string, demos: readonly ArtistSubmission[]): string =>
  [
    t('submissions.everywhere.server', { server: escapeSingleLine(name, 100) }),
    ...demos
      .slice(0, DEMOS_PER_SERVER)
      .map((item) => t('submissions.mine.line', toArtistTextValues(t, item))),
    ...(demos.length > DEMOS_PER_SERVER ? [t('submissions.everywhere.more')] : []),
  ].join('\n');
