import { ComponentType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { commandNames } from './errors.ts';
import { oneLine } from './markdown.ts';

/** The artist's receipt: the number, and how to follow it. */
export function presentSubmitted(demo: {
  number: number;
  trackTitle: string;
  serverName: string;
  isDuplicate: boolean;
}): Body {
  return body({
    type: ComponentType.Container,
    accent_color: 0x3ecf8e,
    components: [
      words(
        t('submit.done', {
          number: demo.number,
          title: oneLine(demo.trackTitle, 300),
          label: oneLine(demo.serverName, 100),
        }),
      ),
      ...(demo.isDuplicate ? [words(t('submit.done_duplicate'))] : []),
      words(t('submit.next', commandNames)),
    ],
  });
}

/** The artist's receipt for a demo that waits for the label's database. */
export const presentParked = (demo: { trackTitle: string; serverName: string }): Body =>
  body({
    type: ComponentType.Container,
    accent_color: 0xf2b84b,
    components: [
      words(
        t('submit.parked', {
          title: oneLine(demo.trackTitle, 300),
          label: oneLine(demo.serverName, 100),
        }),
      ),
    ],
  });
