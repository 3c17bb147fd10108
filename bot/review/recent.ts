import {
  type APIButtonComponent,
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import type { RecentPage } from '../../domain/review/recent.ts';
import type { BotContext } from '../context.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { linkTarget } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/** Lines of this many demos fit into one message, links included. */
const PAGE_SIZE = 12;

/** Which page: of everybody's demos or one artist's, older than a number; null: the newest. */
interface Page {
  artistId: string | null;
  before: number | null;
}

export const recent: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'recent',
  text: 'review.command.recent',
  options: [
    { type: ApplicationCommandOptionType.User, name: 'artist', text: 'review.command.artist' },
  ],
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, {
      artistId: interaction.options.getUser('artist')?.id ?? null,
      before: null,
    }),
};

/** Replaces the page whose button was pressed. */
export const showRecentPage: Button = {
  id: 'recent:before',
  access: 'staff',
  responseType: 'update',
  run({ context, interaction, actor, t }) {
    const [before = '', artistId = ''] = parseCustomId(interaction.customId)?.args ?? [];
    return loadPage(context, actor, t, {
      artistId: artistId || null,
      before: parseNumberArg([before]) || null,
    });
  },
};

async function loadPage(
  { operations }: BotContext,
  actor: Actor,
  t: Translator,
  page: Page,
): Promise<MessageBody> {
  const { artistId, before } = page;
  const loaded = await operations.review.listRecent(actor, {
    limit: PAGE_SIZE,
    ...(artistId ? { artistId } : {}),
    ...(before ? { before } : {}),
  });
  return presentRecent(t, loaded, page);
}

function presentRecent(
  t: Translator,
  { items, nextBefore }: RecentPage,
  { artistId, before }: Page,
): MessageBody {
  if (items.length === 0 && before === null)
    return createMessage(
      textDisplay(
        artistId ? t('review.recent.empty_artist', { artistId }) : t('review.recent.empty'),
      ),
    );
  const pageButton = (label: 'first' | 'next', from: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`review.recent.${label}`),
    custom_id: createCustomId('recent', 'before', from, ...(artistId ? [artistId] : [])),
  });
  const buttons = [
    ...(before === null ? [] : [pageButton('first', 0)]),
    ...(nextBefore === null ? [] : [pageButton('next', nextBefore)]),
  ];
  return createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(
        artistId ? t('review.recent.title_artist', { artistId }) : t('review.recent.title'),
      ),
      textDisplay(items.map((item) => formatLine(t, item)).join('\n') || t('review.recent.end')),
      ...(buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: buttons }]
        : []),
    ],
  });
}

function formatLine(t: Translator, item: RecentPage['items'][number]): string {
  const values = toTextValues(t, item);
  const url = item.cardUrl && linkTarget(item.cardUrl);
  return url ? t('review.recent.line_linked', { ...values, url }) : t('review.recent.line', values);
}
