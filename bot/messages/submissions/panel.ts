import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { PanelView } from '../../../domain/submit-panels/load-panel.ts';
import { ACCENT_COLOUR } from '../colours.ts';
import { createCustomId } from '../custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/**
 * A message with a button that opens the form. Its texts are the label's own, in its own server:
 * Discord formats them.
 */
export const presentSubmitPanel = (t: MessageTranslator, { title, body }: PanelView): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(`### ${title ?? t('submissions.panel.title')}`),
      textDisplay(body ?? t('submissions.panel.body')),
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: t('submissions.panel.button'),
            custom_id: createCustomId('submit', 'open'),
          },
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: t('submissions.panel.mine'),
            custom_id: createCustomId('submit', 'mine'),
          },
        ],
      },
    ],
  });
