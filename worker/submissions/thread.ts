import { ChannelType, Routes } from 'discord.js';
import {
  formatNeutralThreadName,
  formatThreadName,
  presentThreadIntro,
  threadNamePrefixes,
} from '../../bot/messages/submissions/thread.ts';
import {
  createEffect,
  type LoadedThread,
  recordThread,
  submissionEffects,
  submissionSubject,
} from '../../domain/index.ts';
import type { APIThreadChannel } from '../deliver/discord-types.ts';
import { findActiveThreads, findThreads } from '../deliver/find-on-discord.ts';
import { sendOnce } from '../deliver/send.ts';
import { canReply } from '../deliver/send-dm.ts';
import { CHANNEL_LOST_CODES, deliverToStaffChannel } from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';

/** Discord archives the thread after a week without messages; a message unarchives it. */
const ARCHIVE_MINUTES = 10_080;
/**
 * After this many leases no call of an earlier worker can still be in flight; capped for people's
 * sake.
 */
const CLEANUP_LEASES = 2;
const CLEANUP_DELAY_MS = 30_000;

/**
 * Creates the submission's private thread. Discord has no nonce for threads: after an attempt with
 * an unknown outcome the thread is first looked up by name. That attempt's call may still be in
 * flight (its process was frozen, Discord was slow), so duplicates are removed once more later.
 */
export async function openThread(delivery: Delivery<LoadedThread>): Promise<DeliveryResult> {
  if (delivery.loaded.threadId) return NOTHING_TO_DO;
  return deliverToStaffChannel(delivery, CHANNEL_LOST_CODES, (parentId) =>
    openThreadIn(delivery, parentId),
  );
}

async function openThreadIn(
  delivery: Delivery<LoadedThread>,
  parentId: string,
): Promise<DeliveryResult> {
  const { number, botId, outcomeUnknown, leaseMs, isGuildChannel } = delivery;
  if (!(await isGuildChannel(parentId))) return NOTHING_TO_DO;
  const [found] = outcomeUnknown ? await findSubmissionThreads(delivery, parentId) : [];
  const thread = found ?? (await createThread(delivery, parentId));
  return {
    done: true,
    async record(db) {
      // After a restored backup the thread may already have its introduction.
      const isIntroduced = Boolean(found?.total_message_sent);
      await recordThread(db, number, { threadId: thread.id, botId, isIntroduced });
      if (!outcomeUnknown) return;
      const dueAt = db.now + Math.min(CLEANUP_DELAY_MS, CLEANUP_LEASES * leaseMs);
      await db.enqueue([
        createEffect(submissionEffects.threadTidy, submissionSubject(number), null, dueAt),
      ]);
    },
  };
}

/** Deletes duplicate threads of earlier attempts, unless somebody wrote in them. */
export async function removeDuplicateThreads(
  delivery: Delivery<LoadedThread>,
): Promise<DeliveryResult> {
  const { rest, isGuildChannel } = delivery;
  const { threadId, settings } = delivery.loaded;
  const parentId = settings.staff.channelId;
  if (!threadId || !parentId) return NOTHING_TO_DO;
  if (!(await isGuildChannel(parentId))) return NOTHING_TO_DO;
  const threads = await findSubmissionThreads(delivery, parentId);
  for (const thread of threads)
    if (thread.id !== threadId && !thread.total_message_sent)
      await rest.delete(Routes.channel(thread.id));
  return NOTHING_TO_DO;
}

const findSubmissionThreads = ({ rest, guildId, botId, number }: Delivery, parentId: string) =>
  findThreads(rest, { guildId, parentId, botId, prefixes: threadNamePrefixes(number) });

async function createThread(
  { loaded, rest, guildId, botId, number }: Delivery<LoadedThread>,
  parentId: string,
): Promise<APIThreadChannel> {
  const create = (name: string) =>
    rest.post(Routes.threads(parentId), {
      body: {
        name,
        type: ChannelType.PrivateThread,
        auto_archive_duration: ARCHIVE_MINUTES,
        invitable: true,
      },
    }) as Promise<APIThreadChannel>;
  const createWithAcceptedName = async () => {
    try {
      return await create(formatThreadName(loaded.view));
    } catch (error) {
      // Servers in Server Discovery may not have certain words in a name.
      if (!matchRefusal(error, DISCORD_ERROR_CODES.invalidFormBody)) throw error;
      return create(formatNeutralThreadName(number));
    }
  };
  try {
    return await createWithAcceptedName();
  } catch (error) {
    if (!matchRefusal(error, DISCORD_ERROR_CODES.tooManyThreads)) throw error;
    // A server has 1,000 active threads at most. An archived one opens again with a message.
    const [oldest] = await findActiveThreads(rest, { guildId, parentId, botId });
    if (!oldest) throw error;
    await rest.patch(Routes.channel(oldest.id), { body: { archived: true } });
    return createWithAcceptedName();
  }
}

export async function introduceThread(delivery: Delivery<LoadedThread>): Promise<DeliveryResult> {
  const { loaded, isGuildChannel } = delivery;
  if (!loaded.threadId) return NOTHING_TO_DO;
  if (!(await isGuildChannel(loaded.threadId))) return NOTHING_TO_DO;
  const intro = presentThreadIntro(delivery.t, loaded.view, await canReply(delivery));
  await sendOnce(delivery, loaded.threadId, intro);
  return NOTHING_TO_DO;
}
