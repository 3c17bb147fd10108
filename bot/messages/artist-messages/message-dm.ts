import { ComponentType } from 'discord-api-types/v10';
import type { MessageView } from '../../../domain/deliveries/views.ts';
import { ACCENT_COLOUR } from '../colours.ts';
import { escapeKeepingLinks, escapeSingleLine } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import { submissionButtonRow } from '../submissions/submission-button.ts';
import type { MessageTranslator } from '../translator.ts';
import { formatReplyHint } from './reply-hint.ts';

/**
 * A staff message to the artist, in the label's name.
 * @param canReply whether the label's plan forwards replies
 */
export const presentMessageDm = (
  t: MessageTranslator,
  view: MessageView,
  canReply: boolean,
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(
          t('artist_messages.dm', {
            label: escapeSingleLine(view.labelName, 100),
            title: escapeSingleLine(view.trackTitle, 300),
            body: escapeKeepingLinks(view.body, 3_300),
          }),
        ),
        textDisplay(formatReplyHint(t, view.number, canReply)),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
