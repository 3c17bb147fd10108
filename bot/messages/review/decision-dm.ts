import { ComponentType } from 'discord-api-types/v10';
import type { DecisionView } from '../../../domain/deliveries/views.ts';
import { formatReplyHint } from '../artist-messages/reply-hint.ts';
import { blockquote, escapeSingleLine } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import { STATUS_STYLES } from '../submissions/status-style.ts';
import { submissionButtonRow } from '../submissions/submission-button.ts';
import type { MessageTranslator } from '../translator.ts';

/**
 * Tells the artist of a decision.
 * @param canReply whether the label's plan forwards replies
 */
export const presentDecisionDm = (
  t: MessageTranslator,
  view: DecisionView,
  canReply: boolean,
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: STATUS_STYLES[view.status].colour,
      components: [
        textDisplay(
          t(`review.decision.${view.status}`, {
            label: escapeSingleLine(view.labelName, 100),
            title: escapeSingleLine(view.trackTitle, 300),
            number: view.number,
          }),
        ),
        ...(view.reason
          ? [textDisplay(t('review.decision.reason', { reason: blockquote(view.reason) }))]
          : []),
        textDisplay(formatReplyHint(t, view.number, canReply)),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
