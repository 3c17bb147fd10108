import { presentMessageDm } from '../../bot/messages/artist-messages/message-dm.ts';
import {
  type LoadedMessage,
  recordArtistReachability,
  recordMessageDelivery,
} from '../../domain/index.ts';
import { canReply, sendDm } from '../deliver/send-dm.ts';
import type { Delivery, DeliveryResult } from '../deliver/types.ts';

/** Staff's message to the artist. */
export async function sendMessage(
  delivery: Delivery<LoadedMessage>,
  { messageId }: { messageId: string },
): Promise<DeliveryResult> {
  const { loaded, number, botId, t } = delivery;
  const { message } = loaded;
  const body = presentMessageDm(t, message, await canReply(delivery));
  const sent = await sendDm(delivery, message.artistId, body);
  return {
    done: true,
    record: async (db) => {
      await recordArtistReachability(db, number, sent);
      await recordMessageDelivery(
        db,
        number,
        messageId,
        'unreachable' in sent
          ? { delivery: 'failed', problem: sent.unreachable }
          : {
              delivery: 'delivered',
              sent: {
                role: 'dm',
                channelId: sent.dmChannelId,
                messageId: sent.messageId,
                botId,
              },
            },
      );
    },
  };
}
