import { Routes } from 'discord.js';
import type { Body } from '../../bot/presenters/body.ts';
import { marked } from '../../bot/presenters/body.ts';
import type { APIMessage } from './discord-shapes.ts';
import { findMessage } from './find.ts';
import { marksOf } from './marker.ts';
import type { Delivery } from './types.ts';

/** What sending needs of a delivery: its id, and since when it may have been sent. */
type Sending = Pick<Delivery, 'rest' | 'botId' | 'mayHaveHappened'> & {
  row: Pick<Delivery['row'], 'id' | 'createdAt' | 'firstSentAt'>;
};

/** Sends a delivery's message, unless an earlier try already did. */
export async function sendOnce(
  { rest, row, botId, mayHaveHappened }: Sending,
  channelId: string,
  message: Body,
): Promise<APIMessage> {
  const { nonce, marker } = marksOf(row.id);
  if (mayHaveHappened) {
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
    body: { ...marked(message, marker), nonce, enforce_nonce: true },
  })) as APIMessage;
}
