import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import type { MessageBody } from '../bot/messages/message.ts';
import { createMarkers } from './deliver/markers.ts';
import { createCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-outbox.ts';

/**
 * Sends a direct message about a server to one of its admins. It has no outbox row and is sent at
 * most once: the caller has claimed it before.
 */
export async function sendNotification(
  { rest, restLimiter: limiter, stopSignal, leaseMs }: DrainContext,
  notification: { id: string; guildId: string; userId: string; message: MessageBody },
): Promise<void> {
  const { guildId } = notification;
  const calls = createCalls({ rest, limiter, guildId, stopSignal }, Date.now() + leaseMs);
  const channel = (await calls.post(Routes.userChannels(), {
    body: { recipient_id: notification.userId },
  })) as APIChannel;
  const { nonce } = createMarkers(notification.id);
  await calls.post(Routes.channelMessages(channel.id), {
    body: { ...notification.message, nonce, enforce_nonce: true },
  });
}
