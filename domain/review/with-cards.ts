import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { readDiscordMessagesOf } from '../discord-messages/discord-messages.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { toDiscordUrl, toOnDiscord } from '../submissions/on-discord.ts';
import { parseInteger, parseSummary, SUMMARY_COLUMNS } from '../submissions/row-parsers.ts';
import type { SubmissionSummary } from '../submissions/types.ts';

/** A demo in a list on Discord. */
export interface SubmissionWithCard extends SubmissionSummary {
  /** The demo's card on Discord; null before it is posted. */
  cardUrl: string | null;
}

/** What {@link toSubmissionsWithCards} reads of a row. */
export const CARD_COLUMNS = [
  ...SUMMARY_COLUMNS,
  'card_channel_id',
  'card_message_id',
  'card_bot_id',
  'thread_id',
] as const;

export async function toSubmissionsWithCards(
  db: GuildReader,
  { discordUrl }: Pick<Deps, 'discordUrl'>,
  rows: readonly DatabaseRow[],
): Promise<SubmissionWithCard[]> {
  const onDiscord = await readDiscordMessagesOf(
    db,
    rows.map(({ number }) => submissionSubject(parseInteger(number))),
  );
  return rows.map((row) => {
    const summary = parseSummary(row);
    const { card } = toOnDiscord(row, onDiscord.get(String(summary.number)) ?? {});
    const cardUrl = card
      ? toDiscordUrl(discordUrl, db.guildId, card.channelId, card.messageId)
      : null;
    return { ...summary, cardUrl };
  });
}
