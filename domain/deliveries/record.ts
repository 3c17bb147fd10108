import type { GuildWriter } from '../../tenancy/types.ts';
import {
  deleteDiscordMessage,
  messageSubject,
  recordDiscordMessage,
} from '../discord-messages/discord-messages.ts';
import { createEffect } from '../effects/define-effect.ts';
import { undeliveredNotice } from '../messages/effects.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardEdit, cardPost, threadIntro, threadOpen } from '../submissions/effects.ts';

/** Where the card is; in `discord_messages`, and in the columns that the version before reads. */
export async function recordCard(
  db: GuildWriter,
  number: number,
  card: { channelId: string; messageId: string; botId: string },
): Promise<void> {
  await Promise.all([
    recordDiscordMessage(db, submissionSubject(number), 'card', card),
    db.table('submissions').where('number', number).update({
      card_channel_id: card.channelId,
      card_message_id: card.messageId,
      card_bot_id: card.botId,
    }),
  ]);
  db.publishChange({ number, kind: 'delivery' });
}

/** The card was deleted on Discord: it is posted again. */
export async function recordCardDeleted(
  db: GuildWriter,
  number: number,
  messageId: string,
): Promise<void> {
  const subject = submissionSubject(number);
  await Promise.all([
    deleteDiscordMessage(db, subject, 'card', { message_id: messageId }),
    db
      .table('submissions')
      .where('number', number)
      .where('card_message_id', messageId)
      .update({ card_channel_id: null, card_message_id: null, card_bot_id: null }),
  ]);
  await db.enqueue([createEffect(cardPost, subject, null)]);
}

/** The thread was deleted on Discord: another one is opened. */
export async function recordThreadDeleted(
  db: GuildWriter,
  number: number,
  threadId: string,
): Promise<void> {
  const subject = submissionSubject(number);
  await Promise.all([
    deleteDiscordMessage(db, subject, 'thread', { channel_id: threadId }),
    db
      .table('submissions')
      .where('number', number)
      .where('thread_id', threadId)
      .update({ thread_id: null }),
  ]);
  await db.enqueue([createEffect(threadOpen, subject, null)]);
}

/** The thread's id; its first message follows, and a card that is already there gets its link. */
export async function recordThread(
  db: GuildWriter,
  number: number,
  { threadId, botId, isIntroduced }: { threadId: string; botId: string; isIntroduced: boolean },
): Promise<void> {
  await Promise.all([
    recordDiscordMessage(db, submissionSubject(number), 'thread', {
      channelId: threadId,
      messageId: null,
      botId,
    }),
    db.table('submissions').where('number', number).update({ thread_id: threadId }),
  ]);
  const card = await db
    .table('submissions')
    .where('number', number)
    .whereNotNull('card_message_id')
    .first('number');
  await db.enqueue([
    ...(isIntroduced ? [] : [createEffect(threadIntro, submissionSubject(number), null)]),
    ...(card ? [createEffect(cardEdit, submissionSubject(number), null)] : []),
  ]);
  db.publishChange({ number, kind: 'delivery' });
}

/** The artist was reached, or could not be; staff see on card and dashboard when that changes. */
export async function recordArtistReachability(
  db: GuildWriter,
  number: number,
  reachability: { dmChannelId: string } | { unreachable: 'dm_closed' | 'left' },
): Promise<void> {
  const unreachable = 'unreachable' in reachability ? reachability.unreachable : null;
  const submissionQuery = () => db.table('submissions').where('number', number);
  const previous = await submissionQuery().forUpdate().first('artist_unreachable');
  await submissionQuery().update({
    artist_unreachable: unreachable,
    ...('dmChannelId' in reachability ? { artist_dm_channel_id: reachability.dmChannelId } : {}),
  });
  if (previous && previous.artist_unreachable !== unreachable)
    await db.enqueue([createEffect(cardEdit, submissionSubject(number), null)]);
  db.publishChange({ number, kind: 'delivery' });
}

/** The outcome of a message's delivery, and its ids on Discord. */
export async function recordMessageDelivery(
  db: GuildWriter,
  number: number,
  messageId: string,
  change: {
    delivery?: 'delivered' | 'failed';
    problem?: 'dm_closed' | 'left' | null;
    /** Where it was posted: the direct message, or its copy in the staff thread. */
    sent?: { role: 'dm' | 'thread'; channelId: string; messageId: string; botId: string };
  },
): Promise<void> {
  const { sent } = change;
  if (sent) await recordDiscordMessage(db, messageSubject(messageId), sent.role, sent);
  await db
    .table('artist_messages')
    .where('number', number)
    .where('id', messageId)
    .update({
      ...(change.delivery ? { delivery: change.delivery, problem: change.problem ?? null } : {}),
      ...(sent ? { [`${sent.role}_message_id`]: sent.messageId } : {}),
    });
  if (change.delivery === 'failed')
    await db.enqueue([createEffect(undeliveredNotice, submissionSubject(number), { messageId })]);
  db.publishChange({ number, kind: 'message' });
}
