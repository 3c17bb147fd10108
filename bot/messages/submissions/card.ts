import {
  type APIButtonComponent,
  type APIContainerComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { CardView } from '../../../domain/deliveries/views.ts';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import type { Plan } from '../../../domain/plans/plans.ts';
import { isDecision, OPEN_STATUSES } from '../../../domain/submissions/status.ts';
import { listNextStatuses } from '../../../domain/submissions/status-features.ts';
import { createCustomId } from '../custom-id.ts';
import { formatFileLines } from '../files/file-lines.ts';
import {
  blockquote,
  escapeMarkdown,
  escapeSingleLine,
  linkTarget,
  takeFittingLines,
  toUnixSeconds,
} from '../markdown.ts';
import { createMessage, MAX_TEXT_LENGTH, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';
import { STATUS_STYLES } from './status-style.ts';

/** What does not fit is on the dashboard. */
const MAX_ANSWERS_LENGTH = 800;
const MAX_BUTTON_URL_LENGTH = 512;
const MAX_MESSAGE_LENGTH = 1_000;

/**
 * The staff card: headline, answers, one row of buttons. Rendered from the record at every edit.
 * @param plan the guild's; its statuses are offered
 * @param publicUrl where people open the dashboard; without a slash at its end
 */
export const presentCard = (
  t: MessageTranslator,
  view: CardView,
  { plan, publicUrl }: { plan: Plan; publicUrl: string },
): MessageBody =>
  createMessage(
    createCard(t, view, {
      plan,
      publicUrl,
      maxTextLength: MAX_TEXT_LENGTH,
      createActionId: (action) => createCustomId('card', action, view.number),
    }),
  );

type CardAction = 'approve' | 'reject' | 'message' | 'thread' | 'status';

interface CardOptions {
  plan: Plan;
  publicUrl: string;
  /** Of the texts of the whole card. */
  maxTextLength: number;
  createActionId(action: CardAction): string;
}

/** What the card shows, for messages that show more. */
export function createCard(
  t: MessageTranslator,
  view: CardView,
  options: CardOptions,
): APIContainerComponent {
  const headlineText = formatHeadline(t, view);
  const files = formatFileLines(t, view.files);
  const answers = takeFittingLines(view.answers.map(formatAnswer), MAX_ANSWERS_LENGTH);
  const state = formatStateLines(t, view).join('\n');
  const statuses = listStatusOptions(t, view, options.plan);
  const remainingLength =
    options.maxTextLength - [headlineText, ...files, ...answers, state].join('').length;
  return {
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
      ...(files.length > 0 ? [textDisplay(files.join('\n'))] : []),
      ...answers.map(textDisplay),
      { type: ComponentType.Separator, divider: true },
      textDisplay(state),
      { type: ComponentType.ActionRow, components: actionButtons(t, view, options) },
      ...(statuses.length > 0
        ? [
            {
              type: ComponentType.ActionRow as const,
              components: [
                {
                  type: ComponentType.StringSelect as const,
                  custom_id: options.createActionId('status'),
                  placeholder: t('submissions.card.set_status'),
                  options: statuses,
                },
              ],
            },
          ]
        : []),
    ],
  };
}

const formatAnswer = ({ question, answer }: CardView['answers'][number]): string =>
  `**${escapeSingleLine(question, 100)}**\n${escapeMarkdown(answer, 150)}`;

function formatHeadline(t: MessageTranslator, view: CardView): string {
  const url = view.trackUrl && linkTarget(view.trackUrl);
  const title = escapeSingleLine(view.trackTitle, 300);
  const artist = escapeSingleLine(view.artistName, 300);
  const meta = t('submissions.card.meta', {
    number: view.number,
    platform:
      view.trackUrl === null
        ? t('submissions.card.files_only')
        : view.platform === 'other'
          ? t('submissions.card.other_platform')
          : PLATFORM_NAMES[view.platform],
    genre: view.genre
      ? t('submissions.card.meta_genre', { genre: escapeSingleLine(view.genre, 60) })
      : '',
    artistId: view.artistId,
    seconds: toUnixSeconds(view.createdAt),
  });
  const titleLine = url
    ? t('submissions.card.headline', { title, artist, url })
    : t('submissions.card.headline_plain', { title, artist });
  return `${titleLine}\n-# ${meta}`;
}

function formatStateLines(t: MessageTranslator, view: CardView): string[] {
  const { icon } = STATUS_STYLES[view.status];
  const status = t(`submissions.status.${view.status}`);
  const lines = [
    view.decision && isDecision(view.status)
      ? t('submissions.card.decided', {
          icon,
          status,
          by: view.decision.byId,
          seconds: toUnixSeconds(view.decision.at),
        })
      : t('submissions.card.status', { icon, status }),
  ];
  if (view.decision?.reason)
    lines.push(t('submissions.card.reason', { reason: blockquote(view.decision.reason, 400) }));
  if (view.duplicateOf !== null)
    lines.push(t('submissions.card.duplicate', { number: view.duplicateOf }));
  if (view.sameSoundAs !== null)
    lines.push(t('submissions.card.same_sound', { number: view.sameSoundAs }));
  if (view.priority !== 'normal') lines.push(t(`submissions.card.priority.${view.priority}`));
  if (view.rating) lines.push(t('submissions.card.rating', { ...view.rating }));
  if (view.assignee) lines.push(t('submissions.card.assigned', { assigneeId: view.assignee.id }));
  if (view.tags.length > 0)
    lines.push(
      t('submissions.card.tags', {
        tags: view.tags.map((tag) => escapeSingleLine(tag, 40)).join(' · '),
      }),
    );
  if (view.artistUnreachable)
    lines.push(t(`submissions.card.unreachable.${view.artistUnreachable}`));
  return lines;
}

function actionButtons(
  t: MessageTranslator,
  view: CardView,
  { publicUrl, createActionId }: CardOptions,
): APIButtonComponent[] {
  const actionButton = (
    action: CardAction,
    style: 1 | 2 | 3 | 4,
    disabled: boolean,
  ): APIButtonComponent => ({
    type: ComponentType.Button,
    style,
    label: t(`submissions.card.${action}`),
    custom_id: createActionId(action),
    disabled,
  });
  const linkButton = (label: string, url: string): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label,
    url,
  });
  const listenUrl = findListenUrl(view, publicUrl);
  return [
    actionButton('approve', ButtonStyle.Success, !view.canDecide),
    actionButton('reject', ButtonStyle.Danger, !view.canDecide),
    actionButton('message', ButtonStyle.Secondary, false),
    ...(listenUrl ? [linkButton(t('submissions.card.listen'), listenUrl)] : []),
    ...(view.hasThread ? [actionButton('thread', ButtonStyle.Secondary, false)] : []),
  ];
}

/** Decisions have buttons of their own. */
const listStatusOptions = (
  t: MessageTranslator,
  { status, canDecide }: CardView,
  plan: Plan,
): APISelectMenuOption[] =>
  listNextStatuses(plan, status, !canDecide)
    .filter((each) => !isDecision(each))
    .map((value) => {
      const name = t(`submissions.status.${value}`);
      const isReopening = !canDecide && OPEN_STATUSES.includes(value);
      return {
        label: isReopening ? t('submissions.card.reopen', { status: name }) : name,
        value,
      };
    });

/** Kept sound plays on the demo's page, where its link plays too; the headline has the link. */
function findListenUrl({ files, guildId, number, trackUrl }: CardView, publicUrl: string) {
  return files.some(({ playId }) => playId !== null)
    ? `${publicUrl}/g/${guildId}/submissions/${number}`
    : trackUrl && linkTarget(trackUrl, MAX_BUTTON_URL_LENGTH);
}
