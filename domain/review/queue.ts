import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { readDiscordMessagesOf } from '../discord-messages/discord-messages.ts';
import { query } from '../operations/guild-operations.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { toDiscordUrl, toOnDiscord } from '../submissions/on-discord.ts';
import { parseInteger, parseSummary, SUMMARY_COLUMNS } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';
import type { SubmissionSummary } from '../submissions/types.ts';
import { submissionNumber } from '../text/schemas.ts';

/** A page of the demos that wait for a decision, longest wait first. */
export interface QueuePage {
  items: (SubmissionSummary & {
    /** The demo's card on Discord; null before it is posted. */
    cardUrl: string | null;
  })[];
  /** Over all pages. */
  openCount: number;
  /** Pass it as `after` for the next page; null at the end. */
  nextAfter: number | null;
}

/** @throws VektraError `not_found` unless staff, `invalid_input` */
export const listQueue = query({
  name: 'review.list_queue',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({
    after: submissionNumber.optional(),
    limit: z.number().int().min(1).max(50),
  }),
  async read({ db, actor, deps: { discordUrl } }, { after, limit }): Promise<QueuePage> {
    const page = db
      .table('submissions')
      .whereIn('status', OPEN_STATUSES)
      .orderBy('number')
      .limit(limit + 1)
      .select(
        ...SUMMARY_COLUMNS,
        ...(['card_channel_id', 'card_message_id', 'card_bot_id', 'thread_id'] as const),
      );
    if (after) page.where('number', '>', after);
    const [rows, openCount] = await Promise.all([page, countOpen(db)]);
    const shown = rows.slice(0, limit);
    const onDiscord = await readDiscordMessagesOf(
      db,
      shown.map(({ number }) => submissionSubject(parseInteger(number))),
    );
    const items = shown.map((row) => {
      const summary = parseSummary(row);
      const { card } = toOnDiscord(row, onDiscord.get(String(summary.number)) ?? {});
      const cardUrl = card
        ? toDiscordUrl(discordUrl, actor.guildId, card.channelId, card.messageId)
        : null;
      return { ...summary, cardUrl };
    });
    return {
      items,
      openCount,
      nextAfter: rows.length > limit ? (items.at(-1)?.number ?? null) : null,
    };
  },
});

async function countOpen(db: GuildReader): Promise<number> {
  const row = await db
    .table('submissions')
    .whereIn('status', OPEN_STATUSES)
    .count({ n: '*' })
    .first();
  return parseInteger(row?.n);
}
