import { Routes } from 'discord.js';
import { type MessageBody, withMarker } from '../../bot/messages/message.ts';
import type { APIMessage } from './discord-types.ts';
import { findMessage } from './find-on-discord.ts';
import { createMarkers } from './markers.ts';
import type { Delivery } from './types.ts';

/** What sending needs: the delivery's id, and since when it may have been sent. */
type SendContext = Pick<Delivery, 'rest' | 'botId' | 'outcomeUnknown'> & {
  row: Pick<Delivery['row'], 'id' | 'createdAt' | 'firstSentAt'>;
};

/** Sends a delivery's message, unless an earlier attempt did. */
export async function sendOnce(
  { rest, row, botId, outcomeUnknown }: SendContext,
  channelId: string,
  message: MessageBody,
): Promise<APIMessage> {
  const { nonce, marker } = createMarkers(row.id);
  if (outcomeUnknown) {
    const sent = await findMessage(
      rest,
      channelId,
      botId,
      marker,
      row.firstSentAt ?? row.createdAt,
    );
    if (sent) return sent;
  }
  return (await rest.post(Routes.channelMessages(channelId), {
    body: { ...withMarker(message, marker), nonce, enforce_nonce: true },
  })) as APIMessage;
}
