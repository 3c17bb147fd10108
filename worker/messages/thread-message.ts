import {
  presentThreadMessage,
  presentUndelivered,
} from '../../bot/messages/artist-messages/thread-message.ts';
import {
  type LoadedMessage,
  recordMessageDelivery,
  recordThreadDeleted,
} from '../../domain/index.ts';
import { sendOnce } from '../deliver/send.ts';
import { CHANNEL_LOST_CODES, checkStaffChannel } from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { matchRefusal } from '../failure.ts';

type MessageDelivery = Delivery<LoadedMessage>;

/** Posts a message of either side in the thread. */
export const postThreadMessage = (
  delivery: MessageDelivery,
  { messageId }: { messageId: string },
): Promise<DeliveryResult> =>
  withThread(delivery, async (threadId) => {
    const { t, number, botId, loaded } = delivery;
    const { message } = loaded;
    const sent = await sendOnce(delivery, threadId, presentThreadMessage(t, message));
    return {
      done: true,
      record: (db) =>
        recordMessageDelivery(db, number, messageId, {
          sent: { role: 'thread', channelId: threadId, messageId: sent.id, botId },
          ...(message.direction === 'from_artist' ? { delivery: 'delivered' as const } : {}),
        }),
    };
  });

/** Tells staff, in the thread, that their message was not delivered. */
export const postUndelivered = (delivery: MessageDelivery): Promise<DeliveryResult> =>
  withThread(delivery, async (threadId) => {
    await sendOnce(delivery, threadId, presentUndelivered(delivery.t, delivery.loaded.message));
    return NOTHING_TO_DO;
  });

/** Before the message is tried again in a new thread, ms. */
const NEW_THREAD_DELAY_MS = 500;

/**
 * Posts in the thread. One that is not open yet is waited for; one that is lost is replaced first.
 * While there can be none, the message is a dead letter, which staff are asked about.
 */
async function withThread(
  delivery: MessageDelivery,
  post: (threadId: string) => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  const { number, isPredecessorPending, isGuildChannel } = delivery;
  const { threadId } = delivery.loaded;
  if (!threadId)
    return isPredecessorPending
      ? { done: false, waitMs: NEW_THREAD_DELAY_MS, code: 'thread_not_open' }
      : { done: false, deadCode: 'thread_not_open' };
  try {
    return (await isGuildChannel(threadId)) ? await post(threadId) : NOTHING_TO_DO;
  } catch (error) {
    if (!matchRefusal(error, ...CHANNEL_LOST_CODES)) throw error;
    const staffChannel = await checkStaffChannel(delivery);
    if (!staffChannel.done) return staffChannel;
    return {
      done: false,
      waitMs: NEW_THREAD_DELAY_MS,
      code: 'thread_deleted',
      record: (db) => recordThreadDeleted(db, number, threadId),
    };
  }
}
