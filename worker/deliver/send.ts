import { type RawFile, Routes } from 'discord.js';
import { type FileMessageBody, type MessageBody, withMarker } from '../../bot/messages/message.ts';
import type { APIMessage } from './discord-types.ts';
import { findMessage } from './find-on-discord.ts';
import { createMarkers } from './markers.ts';
import type { Delivery } from './types.ts';

/** What sending needs: the delivery's id, and since when it may have been sent. */
type SendContext = Pick<Delivery, 'rest' | 'botId' | 'outcomeUnknown'> & {
  row: Pick<Delivery['row'], 'id' | 'createdAt' | 'firstSentAt'>;
};

/**
 * Sends a delivery's message, unless an earlier attempt did.
 * @param readFiles what is attached; called only when the message is sent
 */
export async function sendOnce(
  context: SendContext,
  channelId: string,
  message: MessageBody | FileMessageBody,
  readFiles: () => Promise<RawFile[]> = async () => [],
): Promise<APIMessage> {
  const { rest, row } = context;
  const sent = await findSent(context, channelId);
  if (sent) return sent;
  const { nonce, marker } = createMarkers(row.id);
  const files = await readFiles();
  return (await rest.post(Routes.channelMessages(channelId), {
    body: { ...withMarker(message, marker), nonce, enforce_nonce: true },
    ...(files.length > 0 ? { files } : {}),
  })) as APIMessage;
}

/** @returns what an earlier attempt of the delivery sent; null: nothing */
export async function findSent(
  { rest, row, botId, outcomeUnknown }: SendContext,
  channelId: string,
): Promise<APIMessage | null> {
  if (!outcomeUnknown) return null;
  const { marker } = createMarkers(row.id);
  return findMessage(rest, channelId, botId, marker, row.firstSentAt ?? row.createdAt);
}
