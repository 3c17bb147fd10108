import { ComponentType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import { commandMentions } from './errors.ts';
import { escapeSingleLine } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

/** The artist's receipt: the number, and how to follow it. */
export function presentSubmitted(demo: {
  number: number;
  trackTitle: string;
  serverName: string;
  isDuplicate: boolean;
}): MessageBody {
  return createMessage({
    type: ComponentType.Container,
    accent_color: 0x3ecf8e,
    components: [
      textDisplay(
        t('submit.done', {
          number: demo.number,
          title: escapeSingleLine(demo.trackTitle, 300),
          label: escapeSingleLine(demo.serverName, 100),
        }),
      ),
      ...(demo.isDuplicate ? [textDisplay(t('submit.done_duplicate'))] : []),
      textDisplay(t('submit.next', commandMentions)),
    ],
  });
}

/** The artist's receipt for a demo that waits for the label's database. */
export const presentDeferred = (demo: { trackTitle: string; serverName: string }): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: 0xf2b84b,
    components: [
      textDisplay(
        t('submit.parked', {
          title: escapeSingleLine(demo.trackTitle, 300),
          label: escapeSingleLine(demo.serverName, 100),
        }),
      ),
    ],
  });
