import { DiscordAPIError, HTTPError, type RawFile, Routes } from 'discord.js';
import { presentThreadFile } from '../../bot/messages/files/thread-file.ts';
import {
  type LoadedThreadFile,
  type LoadedThreadFileRemoval,
  type PostedFile,
  recordFileUnposted,
  recordPostedFile,
} from '../../domain/index.ts';
import { FileStorageError } from '../../tenancy/index.ts';
import { findSent, sendOnce } from '../deliver/send.ts';
import { CHANNEL_LOST_CODES } from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { withThread } from '../deliver/with-thread.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import { readPostedFile } from './read-posted-file.ts';

type FileDelivery = Delivery<LoadedThreadFile>;
type RemovalDelivery = Delivery<LoadedThreadFileRemoval>;

/** For a slot, or a message that is just being posted, ms. */
const SHORT_DELAY_MS = 1_000;
/** The longest waits: for an earlier file, and for a bucket or Vault, ms. */
const MAX_DELAY_MS = 30_000;
const MAX_STORAGE_DELAY_MS = 300_000;

/** Waits that get longer: a quarter of the row's age. */
const waitLonger = (
  { row }: Pick<Delivery, 'row'>,
  code: string,
  maxMs = MAX_DELAY_MS,
): DeliveryResult => {
  const waitMs = Math.max(SHORT_DELAY_MS, (Date.now() - row.createdAt) / 4);
  return { done: false, waitMs: Math.min(maxMs, Math.round(waitMs)), code };
};

/** Posts a file in the thread, unless it was removed meanwhile. */
export async function postFile(
  delivery: FileDelivery,
  { fileId }: { fileId: string },
): Promise<DeliveryResult> {
  const { file, posted, isEarlierPending } = delivery.loaded;
  if (posted) return NOTHING_TO_DO;
  if (!file) return endUnposted(delivery, fileId);
  if (isEarlierPending) return waitLonger(delivery, 'earlier_file');
  return withThread(delivery, async (threadId) => {
    const release = delivery.postedFileSlots.tryAcquire(delivery.guildId);
    if (!release) return { done: false, waitMs: SHORT_DELAY_MS, code: 'busy' };
    try {
      return await sendFile(delivery, file, { fileId, threadId });
    } finally {
      release();
    }
  });
}

async function sendFile(
  delivery: FileDelivery,
  file: PostedFile,
  { fileId, threadId }: { fileId: string; threadId: string },
): Promise<DeliveryResult> {
  const { t, loaded, publicUrl, tenancy, guildId } = delivery;
  const message = presentThreadFile(t, { ...loaded, file }, publicUrl);
  const readFiles = async (): Promise<RawFile[]> => {
    const { name, contentType, stored } = file.attachment;
    return [
      { name, contentType, data: await readPostedFile(await tenancy.files(guildId), stored) },
    ];
  };
  try {
    const sent = await sendOnce(delivery, threadId, message, readFiles);
    return recordPosted(delivery, fileId, { id: sent.id, threadId });
  } catch (error) {
    // Staff play it on the demo's page.
    if (isTooLarge(error)) return NOTHING_TO_DO;
    if (!(error instanceof FileStorageError)) throw error;
    return error.failure === 'file_gone'
      ? { done: false, deadCode: error.code }
      : // Tried ever more rarely: each attempt takes seconds of the guild's turn.
        waitLonger(delivery, error.code, MAX_STORAGE_DELAY_MS);
  }
}

/** With Discord's code 40005; without one it was refused by a proxy on the way. */
const isTooLarge = (error: unknown): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 413;

const recordPosted = (
  { botId }: FileDelivery,
  fileId: string,
  { id, threadId }: { id: string; threadId: string },
): DeliveryResult => ({
  done: true,
  record: (db) => recordPostedFile(db, fileId, { channelId: threadId, messageId: id, botId }),
});

/**
 * An earlier attempt may have posted what is not posted any more. Of a removed file it is deleted
 * here: its removal may have been delivered before.
 */
async function endUnposted(delivery: FileDelivery, fileId: string): Promise<DeliveryResult> {
  const { threadId, isRemoved } = delivery.loaded;
  if (!threadId || !delivery.outcomeUnknown) return NOTHING_TO_DO;
  const sent = await ignoreLost(async () =>
    (await delivery.isGuildChannel(threadId)) ? findSent(delivery, threadId) : null,
  );
  if (!sent) return NOTHING_TO_DO;
  if (!isRemoved) return recordPosted(delivery, fileId, { id: sent.id, threadId });
  await deleteMessage(delivery, threadId, sent.id);
  return NOTHING_TO_DO;
}

/** Deletes the message of a removed file; one that is gone already is as good. */
export async function deleteFileMessage(
  delivery: RemovalDelivery,
  { fileId }: { fileId: string },
): Promise<DeliveryResult> {
  const { loaded, botId, isPredecessorPending } = delivery;
  const { givenUp } = loaded;
  if (!loaded.posted && isPredecessorPending) return waitLonger(delivery, 'file_not_posted');
  // Only the bot that sent a message can delete it.
  const posted = loaded.posted?.botId === botId ? loaded.posted : null;
  if (posted) await deleteMessage(delivery, posted.channelId, posted.messageId);
  await deleteGivenUp(delivery);
  return {
    done: true,
    record: (db) =>
      recordFileUnposted(db, fileId, {
        messageId: posted?.messageId ?? null,
        givenUpIds: givenUp.map(({ id }) => id),
      }),
  };
}

/** Deletes what deliveries have posted that were given up without knowing it. */
async function deleteGivenUp(delivery: RemovalDelivery): Promise<void> {
  const { threadId, givenUp } = delivery.loaded;
  if (!threadId) return;
  await ignoreLost(async () => {
    if (!(await delivery.isGuildChannel(threadId))) return;
    for (const row of givenUp.filter(({ firstSentAt }) => firstSentAt !== null)) {
      const sent = await findSent({ ...delivery, row, outcomeUnknown: true }, threadId);
      if (sent) await deleteMessage(delivery, threadId, sent.id);
    }
  });
}

const deleteMessage = (
  { rest, isGuildChannel }: Pick<Delivery, 'rest' | 'isGuildChannel'>,
  channelId: string,
  messageId: string,
): Promise<unknown> =>
  ignoreLost(async () => {
    if (await isGuildChannel(channelId))
      await rest.delete(Routes.channelMessage(channelId, messageId));
  });

/** @returns null when the message or its thread is gone */
async function ignoreLost<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (matchRefusal(error, DISCORD_ERROR_CODES.unknownMessage, ...CHANNEL_LOST_CODES)) return null;
    throw error;
  }
}
