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
import { type Body, body, words } from './body.ts';
import { customId } from './custom-id.ts';
import { fitting, linkTarget, oneLine, plain, quoted, seconds } from './markdown.ts';
import { STATUS_LOOK } from './status-look.ts';

/** Of the 4,000 characters of text that a card may have; what does not fit is on the dashboard. */
const TEXT_MAX = 3_900;
const ANSWERS_MAX = 800;
const BUTTON_URL_MAX = 512;
const MESSAGE_MAX = 1_000;

/** The staff card: headline, the answers, one row of acts. Drawn anew from the record at every edit. */
export function presentCard(view: CardView): Body {
  const head = headline(view);
  const answers = fitting(view.answers.map(answered), ANSWERS_MAX);
  const state = stateLines(view).join('\n');
  const left = TEXT_MAX - [head, ...answers, state].join('').length;
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    accent_color: STATUS_LOOK[view.status].colour,
    components: [
      words(head),
      ...(view.message ? [words(`> ${quoted(view.message, Math.min(MESSAGE_MAX, left))}`)] : []),
      ...answers.map(words),
      { type: ComponentType.Separator, divider: true },
      words(state),
      { type: ComponentType.ActionRow, components: acts(view) },
    ],
  };
  return body(container);
}

const answered = ({ question, answer }: CardView['answers'][number]): string =>
  `**${oneLine(question, 100)}**\n${plain(answer, 150)}`;

function headline(view: CardView): string {
  const url = linkTarget(view.trackUrl);
  const title = oneLine(view.trackTitle, 300);
  const artist = oneLine(view.artistName, 300);
  const meta = t('card.meta', {
    number: view.number,
    platform: PLATFORM_NAMES[view.platform],
    genre: view.genre ? t('card.meta_genre', { genre: oneLine(view.genre, 60) }) : '',
    artistId: view.artistId,
    seconds: seconds(view.createdAt),
  });
  const head = url
    ? t('card.headline', { title, artist, url })
    : t('card.headline_plain', { title, artist });
  return `${head}\n-# ${meta}`;
}

function stateLines(view: CardView): string[] {
  const { icon } = STATUS_LOOK[view.status];
  const status = t(`status.${view.status}`);
  const lines = [
    view.decision && isDecision(view.status)
      ? t('card.decided', {
          icon,
          status,
          by: view.decision.byId,
          seconds: seconds(view.decision.at),
        })
      : t('card.status', { icon, status }),
  ];
  if (view.decision?.reason)
    lines.push(t('card.reason', { reason: quoted(view.decision.reason, 400) }));
  if (view.duplicateOf !== null) lines.push(t('card.duplicate', { number: view.duplicateOf }));
  if (view.artistUnreachable) lines.push(t(`card.unreachable.${view.artistUnreachable}`));
  return lines;
}

function acts(view: CardView): APIButtonComponent[] {
  const decided = !OPEN_STATUSES.includes(view.status) && view.status !== 'processed';
  const press = (
    act: 'approve' | 'reject' | 'message' | 'thread',
    style: 1 | 2 | 3 | 4,
    disabled: boolean,
  ): APIButtonComponent => ({
    type: ComponentType.Button,
    style,
    label: t(`card.${act}`),
    custom_id: customId('card', act, view.number),
    disabled,
  });
  const link = (label: string, url: string): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label,
    url,
  });
  const listen = linkTarget(view.trackUrl, BUTTON_URL_MAX);
  return [
    press('approve', ButtonStyle.Success, decided),
    press('reject', ButtonStyle.Danger, decided),
    press('message', ButtonStyle.Secondary, false),
    ...(listen ? [link(t('card.listen'), listen)] : []),
    ...(view.hasThread ? [press('thread', ButtonStyle.Secondary, false)] : []),
  ];
}
