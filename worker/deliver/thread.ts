import { ChannelType, Routes } from 'discord.js';
import {
  presentThreadMessage,
  presentUndelivered,
} from '../../bot/messages/artist-messages/thread-message.ts';
import {
  formatThreadName,
  presentThreadIntro,
  threadNamePrefix,
} from '../../bot/messages/submissions/thread.ts';
import { loadMessage, recordMessageDelivery, recordThread } from '../../domain/index.ts';
import type { APIThreadChannel } from './discord-types.ts';
import { findThreads } from './find-on-discord.ts';
import { sendOnce } from './send.ts';
import { type Deliver, type Delivery, type DeliveryResult, NOTHING_TO_DO } from './types.ts';

/** Archives after a week of silence; writing into it wakes it. */
const ARCHIVE_MINUTES = 10_080;
/** So many leases later, but soon enough for people, no call of an overtaken try is under way any more. */
const CLEANUP_LEASES = 2;
const CLEANUP_DELAY_MS = 30_000;

/**
 * The submission's private thread. Creating one has no nonce: after a try with an unknown outcome it
 * is looked for by name first. Even so that try's call may still be on its way (its process was
 * frozen, Discord was slow), which is why it is looked for once more, later.
 */
export const openThread: Deliver = async (delivery) => {
  const { loaded, rest, row, outcomeUnknown, leaseMs, isGuildChannel } = delivery;
  const { number } = row;
  const parentId = loaded.settings.staffChannelId;
  if (loaded.threadId || !parentId) return NOTHING_TO_DO;
  if (!(await isGuildChannel(parentId))) return NOTHING_TO_DO;
  const [found] = outcomeUnknown ? await findSubmissionThreads(delivery, parentId) : [];
  const thread =
    found ??
    ((await rest.post(Routes.threads(parentId), {
      body: {
        name: formatThreadName(loaded.view),
        type: ChannelType.PrivateThread,
        auto_archive_duration: ARCHIVE_MINUTES,
        invitable: true,
      },
    })) as APIThreadChannel);
  return {
    done: true,
    async record(db) {
      // Restored from a backup, the delivery finds a thread that was introduced after it was made.
      const isIntroduced = Boolean(found?.total_message_sent);
      await recordThread(db, number, thread.id, { isIntroduced });
      if (!outcomeUnknown) return;
      const dueAt = db.now + Math.min(CLEANUP_DELAY_MS, CLEANUP_LEASES * leaseMs);
      await db.enqueue([{ kind: 'thread.tidy', number, refId: null, dueAt }]);
    },
  };
};

/** Deletes what an overtaken try opened beside the submission's thread, unless somebody wrote there. */
export const removeDuplicateThreads: Deliver = async (delivery) => {
  const { rest, isGuildChannel } = delivery;
  const { threadId, settings } = delivery.loaded;
  const parentId = settings.staffChannelId;
  if (!threadId || !parentId) return NOTHING_TO_DO;
  if (!(await isGuildChannel(parentId))) return NOTHING_TO_DO;
  const threads = await findSubmissionThreads(delivery, parentId);
  for (const thread of threads)
    if (thread.id !== threadId && !thread.total_message_sent)
      await rest.delete(Routes.channel(thread.id));
  return NOTHING_TO_DO;
};

const findSubmissionThreads = ({ rest, guildId, botId, row }: Delivery, parentId: string) =>
  findThreads(rest, { guildId, parentId, botId, prefix: threadNamePrefix(row.number) });

export const introduceThread: Deliver = async (delivery) => {
  const { loaded, isGuildChannel } = delivery;
  if (!loaded.threadId) return NOTHING_TO_DO;
  if (!(await isGuildChannel(loaded.threadId))) return NOTHING_TO_DO;
  await sendOnce(delivery, loaded.threadId, presentThreadIntro(delivery.t, loaded.view));
  return NOTHING_TO_DO;
};

/** A message of either side goes into the thread. */
export const postThreadMessage: Deliver = async (delivery) => {
  const { row, tenancy, guildId, loaded } = delivery;
  const notReady = await checkThreadReady(delivery);
  if (notReady) return notReady;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (!view || !refId || !loaded.threadId) return NOTHING_TO_DO;
  const message = await sendOnce(delivery, loaded.threadId, presentThreadMessage(delivery.t, view));
  return {
    done: true,
    record: (db) =>
      recordMessageDelivery(db, row.number, refId, {
        threadMessageId: message.id,
        ...(view.direction === 'from_artist' ? { delivery: 'delivered' as const } : {}),
      }),
  };
};

/** Staff are told in the thread that their message did not arrive. */
export const postUndelivered: Deliver = async (delivery) => {
  const { row, tenancy, guildId, loaded } = delivery;
  const notReady = await checkThreadReady(delivery);
  if (notReady) return notReady;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (view && loaded.threadId)
    await sendOnce(delivery, loaded.threadId, presentUndelivered(delivery.t, view));
  return NOTHING_TO_DO;
};

/** Waits for the thread; without one there is nowhere to write, and the dashboard has the message anyway. */
async function checkThreadReady({
  loaded,
  isGuildChannel,
}: Delivery): Promise<DeliveryResult | null> {
  if (loaded.threadId) return (await isGuildChannel(loaded.threadId)) ? null : NOTHING_TO_DO;
  return loaded.pendingKinds.has('thread.open')
    ? { done: false, waitMs: 500, code: 'thread_not_open' }
    : NOTHING_TO_DO;
}
