import {
  type APIButtonComponent,
  type APIContainerComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { CardView } from '../../domain/deliveries/views.ts';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { isDecision, OPEN_STATUSES } from '../../domain/submissions/status.ts';
import { t } from '../catalogues/translate.ts';
import { createCustomId } from './custom-id.ts';
import {
  blockquote,
  escapeMarkdown,
  escapeSingleLine,
  linkTarget,
  takeFittingLines,
  toUnixSeconds,
} from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';
import { STATUS_STYLES } from './status-style.ts';

/** Of the 4,000 characters of text that a card may have; what does not fit is on the dashboard. */
const MAX_TEXT_LENGTH = 3_900;
const MAX_ANSWERS_LENGTH = 800;
const MAX_BUTTON_URL_LENGTH = 512;
const MAX_MESSAGE_LENGTH = 1_000;

/** The staff card: headline, the answers, one row of acts. Drawn anew from the record at every edit. */
export function presentCard(view: CardView): MessageBody {
  const headlineText = formatHeadline(view);
  const answers = takeFittingLines(view.answers.map(formatAnswer), MAX_ANSWERS_LENGTH);
  const state = formatStateLines(view).join('\n');
  const remainingLength = MAX_TEXT_LENGTH - [headlineText, ...answers, state].join('').length;
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    accent_color: STATUS_STYLES[view.status].colour,
    components: [
      textDisplay(headlineText),
      ...(view.message
        ? [
            textDisplay(
              `> ${blockquote(view.message, Math.min(MAX_MESSAGE_LENGTH, remainingLength))}`,
            ),
          ]
        : []),
      ...answers.map(textDisplay),
      { type: ComponentType.Separator, divider: true },
      textDisplay(state),
      { type: ComponentType.ActionRow, components: actionButtons(view) },
    ],
  };
  return createMessage(container);
}

const formatAnswer = ({ question, answer }: CardView['answers'][number]): string =>
  `**${escapeSingleLine(question, 100)}**\n${escapeMarkdown(answer, 150)}`;

function formatHeadline(view: CardView): string {
  const url = linkTarget(view.trackUrl);
  const title = escapeSingleLine(view.trackTitle, 300);
  const artist = escapeSingleLine(view.artistName, 300);
  const meta = t('card.meta', {
    number: view.number,
    platform: PLATFORM_NAMES[view.platform],
    genre: view.genre ? t('card.meta_genre', { genre: escapeSingleLine(view.genre, 60) }) : '',
    artistId: view.artistId,
    seconds: toUnixSeconds(view.createdAt),
  });
  const titleLine = url
    ? t('card.headline', { title, artist, url })
    : t('card.headline_plain', { title, artist });
  return `${titleLine}\n-# ${meta}`;
}

function formatStateLines(view: CardView): string[] {
  const { icon } = STATUS_STYLES[view.status];
  const status = t(`status.${view.status}`);
  const lines = [
    view.decision && isDecision(view.status)
      ? t('card.decided', {
          icon,
          status,
          by: view.decision.byId,
          seconds: toUnixSeconds(view.decision.at),
        })
      : t('card.status', { icon, status }),
  ];
  if (view.decision?.reason)
    lines.push(t('card.reason', { reason: blockquote(view.decision.reason, 400) }));
  if (view.duplicateOf !== null) lines.push(t('card.duplicate', { number: view.duplicateOf }));
  if (view.artistUnreachable) lines.push(t(`card.unreachable.${view.artistUnreachable}`));
  return lines;
}

function actionButtons(view: CardView): APIButtonComponent[] {
  const isDecided = !OPEN_STATUSES.includes(view.status) && view.status !== 'processed';
  const actionButton = (
    action: 'approve' | 'reject' | 'message' | 'thread',
    style: 1 | 2 | 3 | 4,
    disabled: boolean,
  ): APIButtonComponent => ({
    type: ComponentType.Button,
    style,
    label: t(`card.${action}`),
    custom_id: createCustomId('card', action, view.number),
    disabled,
  });
  const linkButton = (label: string, url: string): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label,
    url,
  });
  const listenUrl = linkTarget(view.trackUrl, MAX_BUTTON_URL_LENGTH);
  return [
    actionButton('approve', ButtonStyle.Success, isDecided),
    actionButton('reject', ButtonStyle.Danger, isDecided),
    actionButton('message', ButtonStyle.Secondary, false),
    ...(listenUrl ? [linkButton(t('card.listen'), listenUrl)] : []),
    ...(view.hasThread ? [actionButton('thread', ButtonStyle.Secondary, false)] : []),
  ];
}
