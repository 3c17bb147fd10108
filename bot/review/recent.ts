import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import type { RecentPage } from '../../domain/review/recent.ts';
import { STATUSES, type Status } from '../../domain/submissions/status.ts';
import type { BotContext } from '../context.ts';
import type { Button, SlashCommand, UserCommand } from '../dispatch/types.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, pageButton, textDisplay } from '../messages/message.ts';
import { STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';
import { formatDemoLine, PAGE_SIZE, presentListPage } from './list-page.ts';

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

/** What `/recent` lists for the person whose menu it was chosen from. */
export const artistHistory: UserCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'Artist history',
  text: 'review.command.artist_history',
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, { artistId: interaction.targetId, before: null }),
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
  const [loaded, counts] = await Promise.all([
    operations.review.listRecent(actor, {
      limit: PAGE_SIZE,
      ...(artistId ? { artistId } : {}),
      ...(before ? { before } : {}),
    }),
    artistId ? operations.review.countOfArtist(actor, { artistId }) : null,
  ]);
  return presentRecent(t, loaded, page, counts);
}

function presentRecent(
  t: Translator,
  { items, nextBefore }: RecentPage,
  { artistId, before }: Page,
  counts: Record<Status, number> | null,
): MessageBody {
  if (items.length === 0 && before === null)
    return createMessage(
      textDisplay(
        artistId ? t('review.recent.empty_artist', { artistId }) : t('review.recent.empty'),
      ),
    );
  const createId = (from: number) =>
    createCustomId('recent', 'before', from, ...(artistId ? [artistId] : []));
  return presentListPage({
    title: [
      artistId ? t('review.recent.title_artist', { artistId }) : t('review.recent.title'),
      ...(counts ? [formatCounts(t, counts)] : []),
    ].join('\n'),
    lines: items.map((item) => formatDemoLine(t, item)),
    end: t('review.recent.end'),
    buttons: [
      ...(before === null ? [] : [pageButton(t('review.recent.first'), createId(0))]),
      ...(nextBefore === null ? [] : [pageButton(t('review.recent.next'), createId(nextBefore))]),
    ],
  });
}

/** All of an artist's demos, and how many have each status. */
function formatCounts(t: Translator, counts: Record<Status, number>): string {
  const shown = STATUSES.filter((status) => counts[status] > 0);
  return t('review.recent.counts', {
    total: t('review.recent.total', {
      count: shown.reduce((sum, status) => sum + counts[status], 0),
    }),
    byStatus: shown
      .map((status) =>
        t('review.recent.status_count', {
          icon: STATUS_STYLES[status].icon,
          status: t(`submissions.status.${status}`),
          count: counts[status],
        }),
      )
      .join(' · '),
  });
}
