import { ChannelType, Routes } from 'discord.js';
import {
  presentThreadIntro,
  presentThreadMessage,
  presentUndelivered,
  threadName,
  threadPrefix,
} from '../../bot/presenters/thread.ts';
import { loadMessage, recordMessage, recordThread } from '../../domain/index.ts';
import type { APIThreadChannel } from './discord-shapes.ts';
import { findThreads } from './find.ts';
import { sendOnce } from './send.ts';
import { type Deliver, type Delivery, NOTHING_TO_DO, type Outcome } from './types.ts';

/** Archives after a week of silence; writing into it wakes it. */
const ARCHIVE_MINUTES = 10_080;
/** So many leases later, but soon enough for people, no call of an overtaken try is under way any more. */
const TIDY_LEASES = 2;
const TIDY_MS = 30_000;

/**
 * The submission's private thread. Creating one has no nonce: after a try with an unknown outcome it
 * is looked for by name first. Even so that try's call may still be on its way (its process was
 * frozen, Discord was slow), which is why it is looked for once more, later.
 */
export const openThread: Deliver = async (delivery) => {
  const { loaded, rest, row, mayHaveHappened, leaseMs, isOwnChannel } = delivery;
  const { number } = row;
  const parentId = loaded.settings.staffChannelId;
  if (loaded.threadId || !parentId) return NOTHING_TO_DO;
  if (!(await isOwnChannel(parentId))) return NOTHING_TO_DO;
  const [found] = mayHaveHappened ? await threadsOf(delivery, parentId) : [];
  const thread =
    found ??
    ((await rest.post(Routes.threads(parentId), {
      body: {
        name: threadName(loaded.view),
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
      if (!mayHaveHappened) return;
      const dueAt = db.now + Math.min(TIDY_MS, TIDY_LEASES * leaseMs);
      await db.enqueue([{ kind: 'thread.tidy', number, refId: null, dueAt }]);
    },
  };
};

/** Deletes what an overtaken try opened beside the submission's thread, unless somebody wrote there. */
export const tidyThreads: Deliver = async (delivery) => {
  const { rest, isOwnChannel } = delivery;
  const { threadId, settings } = delivery.loaded;
  const parentId = settings.staffChannelId;
  if (!threadId || !parentId) return NOTHING_TO_DO;
  if (!(await isOwnChannel(parentId))) return NOTHING_TO_DO;
  const threads = await threadsOf(delivery, parentId);
  for (const thread of threads)
    if (thread.id !== threadId && !thread.total_message_sent)
      await rest.delete(Routes.channel(thread.id));
  return NOTHING_TO_DO;
};

const threadsOf = ({ rest, guildId, botId, row }: Delivery, parentId: string) =>
  findThreads(rest, { guildId, parentId, botId, prefix: threadPrefix(row.number) });

export const introduceThread: Deliver = async (delivery) => {
  const { loaded, isOwnChannel } = delivery;
  if (!loaded.threadId) return NOTHING_TO_DO;
  if (!(await isOwnChannel(loaded.threadId))) return NOTHING_TO_DO;
  await sendOnce(delivery, loaded.threadId, presentThreadIntro(loaded.view));
  return NOTHING_TO_DO;
};

/** A message of either side goes into the thread. */
export const postThreadMessage: Deliver = async (delivery) => {
  const { row, tenancy, guildId, loaded } = delivery;
  const waits = await threadNotReady(delivery);
  if (waits) return waits;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (!view || !refId || !loaded.threadId) return NOTHING_TO_DO;
  const message = await sendOnce(delivery, loaded.threadId, presentThreadMessage(view));
  return {
    done: true,
    record: (db) =>
      recordMessage(db, row.number, refId, {
        threadMessageId: message.id,
        ...(view.direction === 'from_artist' ? { delivery: 'delivered' as const } : {}),
      }),
  };
};

/** Staff are told in the thread that their message did not arrive. */
export const postUndelivered: Deliver = async (delivery) => {
  const { row, tenancy, guildId, loaded } = delivery;
  const waits = await threadNotReady(delivery);
  if (waits) return waits;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (view && loaded.threadId) await sendOnce(delivery, loaded.threadId, presentUndelivered(view));
  return NOTHING_TO_DO;
};

/** Waits for the thread; without one there is nowhere to write, and the dashboard has the message anyway. */
async function threadNotReady({ loaded, isOwnChannel }: Delivery): Promise<Outcome | null> {
  if (loaded.threadId) return (await isOwnChannel(loaded.threadId)) ? null : NOTHING_TO_DO;
  return loaded.pending.has('thread.open')
    ? { done: false, waitMs: 500, code: 'thread_not_open' }
    : NOTHING_TO_DO;
}
