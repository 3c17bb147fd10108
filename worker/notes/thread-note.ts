import { Routes } from 'discord.js';
import { presentNote } from '../../bot/messages/notes/thread-note.ts';
import { type LoadedNote, recordNoteUnposted, recordPostedNote } from '../../domain/index.ts';
import { findSent, sendOnce } from '../deliver/send.ts';
import { CHANNEL_LOST_CODES } from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { withThread } from '../deliver/with-thread.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';

type NoteDelivery = Delivery<LoadedNote>;

/** Posts a note in the thread, unless it was removed meanwhile. */
export function postNote(
  delivery: NoteDelivery,
  { noteId }: { noteId: string },
): Promise<DeliveryResult> {
  const { note, posted } = delivery.loaded;
  if (posted) return Promise.resolve(NOTHING_TO_DO);
  if (!note) return findRemovedNote(delivery, noteId);
  return withThread(delivery, async (threadId) => {
    const sent = await sendOnce(delivery, threadId, presentNote(delivery.t, note));
    return recordPosted(delivery, noteId, { id: sent.id, threadId });
  });
}

/** An earlier attempt may have posted what was removed since: its removal then deletes it. */
async function findRemovedNote(delivery: NoteDelivery, noteId: string): Promise<DeliveryResult> {
  const { threadId } = delivery.loaded;
  if (!threadId || !(await delivery.isGuildChannel(threadId))) return NOTHING_TO_DO;
  const sent = await findSent(delivery, threadId);
  return sent ? recordPosted(delivery, noteId, { id: sent.id, threadId }) : NOTHING_TO_DO;
}

const recordPosted = (
  { botId }: NoteDelivery,
  noteId: string,
  { id, threadId }: { id: string; threadId: string },
): DeliveryResult => ({
  done: true,
  record: (db) => recordPostedNote(db, noteId, { channelId: threadId, messageId: id, botId }),
});

/** Before the removal of a note that is still being posted is tried again, ms. */
const POSTING_DELAY_MS = 500;

/** Deletes the message of a removed note; one that is gone already is as good. */
export async function deleteNoteMessage(
  delivery: NoteDelivery,
  { noteId }: { noteId: string },
): Promise<DeliveryResult> {
  const { loaded, rest, botId, isPredecessorPending, isGuildChannel } = delivery;
  const { posted } = loaded;
  if (!posted)
    return isPredecessorPending
      ? { done: false, waitMs: POSTING_DELAY_MS, code: 'note_not_posted' }
      : NOTHING_TO_DO;
  if (posted.botId !== botId) return NOTHING_TO_DO;
  try {
    if (await isGuildChannel(posted.channelId))
      await rest.delete(Routes.channelMessage(posted.channelId, posted.messageId));
  } catch (error) {
    if (!matchRefusal(error, DISCORD_ERROR_CODES.unknownMessage, ...CHANNEL_LOST_CODES))
      throw error;
  }
  return { done: true, record: (db) => recordNoteUnposted(db, noteId, posted.messageId) };
}
