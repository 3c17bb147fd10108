import {
  presentThreadMessage,
  presentUndelivered,
} from '../../bot/messages/artist-messages/thread-message.ts';
import { type LoadedMessage, recordMessageDelivery } from '../../domain/index.ts';
import { sendOnce } from '../deliver/send.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { withThread } from '../deliver/with-thread.ts';

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
