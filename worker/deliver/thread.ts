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

/** Discord archives the thread after a week without messages; a message unarchives it. */
const ARCHIVE_MINUTES = 10_080;
/** After this many leases no call of an earlier worker can still be in flight; capped for people's sake. */
const CLEANUP_LEASES = 2;
const CLEANUP_DELAY_MS = 30_000;

/**
 * Creates the submission's private thread. Discord has no nonce for threads: after an attempt with an
 * unknown outcome the thread is first looked up by name. That attempt's call may still be in flight
 * (its process was frozen, Discord was slow), so duplicates are removed once more later.
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
      // After a restored backup the thread may already have its introduction.
      const isIntroduced = Boolean(found?.total_message_sent);
      await recordThread(db, number, thread.id, { isIntroduced });
      if (!outcomeUnknown) return;
      const dueAt = db.now + Math.min(CLEANUP_DELAY_MS, CLEANUP_LEASES * leaseMs);
      await db.enqueue([{ kind: 'thread.tidy', number, refId: null, dueAt }]);
    },
  };
};

/** Deletes duplicate threads of earlier attempts, unless somebody wrote in them. */
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

/** Posts a message of either side in the thread. */
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

/** Tells staff, in the thread, that their message was not delivered. */
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

/** Waits for the thread. Without one nothing is posted; the dashboard shows the message. */
async function checkThreadReady({
  loaded,
  isGuildChannel,
}: Delivery): Promise<DeliveryResult | null> {
  if (loaded.threadId) return (await isGuildChannel(loaded.threadId)) ? null : NOTHING_TO_DO;
  return loaded.pendingKinds.has('thread.open')
    ? { done: false, waitMs: 500, code: 'thread_not_open' }
    : NOTHING_TO_DO;
}
