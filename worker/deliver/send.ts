import { Routes } from 'discord.js';
import type { Body } from '../../bot/presenters/body.ts';
import { marked } from '../../bot/presenters/body.ts';
import type { APIMessage } from './discord-shapes.ts';
import { findMessage } from './find.ts';
import { marksOf } from './marker.ts';
import type { Delivery } from './types.ts';

/** Sends a delivery's message, unless an earlier try already did. */
export async function sendOnce(
  { rest, row, botId, mayHaveHappened }: Delivery,
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
