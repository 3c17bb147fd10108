import {
  type APIComponentInContainer,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { DecisionView } from '../../../domain/deliveries/views.ts';
import type { SectionValue } from '../../../domain/settings/settings-document.ts';
import {
  FILLED_MAX_LENGTH,
  renderTemplate,
  usesVariable,
} from '../../../domain/templates/template.ts';
import { formatReplyHint } from '../artist-messages/reply-hint.ts';
import { blockquote, escapeSingleLine, truncate } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import { STATUS_STYLES } from '../submissions/status-style.ts';
import { submissionButtonRow } from '../submissions/submission-button.ts';
import type { MessageTranslator } from '../translator.ts';
import { toTemplateValues } from './template-values.ts';

type Templates = SectionValue<'templates'>;

/**
 * Tells the artist of a decision.
 * @param canReply whether the label's plan forwards replies
 * @param templates the label's own texts; null: it has none
 */
export function presentDecisionDm(
  t: MessageTranslator,
  view: DecisionView,
  canReply: boolean,
  templates: Templates | null,
): MessageBody {
  const template = templates?.[view.status] ?? '';
  const ownText = truncate(renderTemplate(template, toTemplateValues(view)), FILLED_MAX_LENGTH);
  const text =
    ownText ||
    t(`review.decision.${view.status}`, {
      label: escapeSingleLine(view.labelName, 100),
      title: escapeSingleLine(view.trackTitle, 300),
      number: view.number,
    });
  const isReasonSaid = ownText !== '' && usesVariable(template, 'reason');
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: STATUS_STYLES[view.status].colour,
      components: [
        withLogo(textDisplay(text), templates?.logoUrl ?? ''),
        ...(view.reason && !isReasonSaid
          ? [textDisplay(t('review.decision.reason', { reason: blockquote(view.reason) }))]
          : []),
        ...(templates?.footer ? [textDisplay(templates.footer)] : []),
        textDisplay(formatReplyHint(t, view.number, canReply)),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
}

const withLogo = (text: APITextDisplayComponent, url: string): APIComponentInContainer =>
  url === ''
    ? text
    : {
        type: ComponentType.Section,
        components: [text],
        accessory: { type: ComponentType.Thumbnail, media: { url } },
      };
