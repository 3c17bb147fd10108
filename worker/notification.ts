import { setTimeout as wait } from 'node:timers/promises';
import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import type { MessageBody } from '../bot/messages/message.ts';
import { createMarkers } from './deliver/markers.ts';
import { createCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-context.ts';
import { classifyFailure } from './failure.ts';

type NotificationContext = Pick<
  DrainContext,
  'rest' | 'restLimiter' | 'stopSignal' | 'leaseMs' | 'log'
>;

/** A direct message about a server to admins of it. It has no outbox row. */
export interface Notification {
  /** The same for every attempt: Discord drops a repeated message. */
  id: string;
  guildId: string;
  userIds: readonly string[];
  message: MessageBody;
}

const MAX_ATTEMPTS = 5;
const MAX_DELAY_MS = 60_000;

/**
 * Sends a notification, to each at most once: the caller has claimed it before. What Discord
 * refused for a while (a rate limit) is sent again after that while.
 * @returns whether nobody was sent anything, and all may be sent it later: the claim is to be
 * released
 */
export async function sendNotification(
  context: NotificationContext,
  { id, guildId, userIds, message }: Notification,
): Promise<{ isToRepeat: boolean }> {
  let isToRepeat = true;
  for (const userId of userIds)
    try {
      await sendWithRetry(context, { id: `${id}:${userId}`, guildId, userId, message });
      isToRepeat = false;
    } catch (error) {
      const { kind, code } = classifyFailure(error);
      if (kind !== 'later') isToRepeat = false;
      context.log.warn({ guildId, notification: id, code }, 'notification.failed');
    }
  return { isToRepeat };
}

interface DirectMessage {
  id: string;
  guildId: string;
  userId: string;
  message: MessageBody;
}

async function sendWithRetry(context: NotificationContext, dm: DirectMessage): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await send(context, dm);
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure.kind !== 'later' || attempt === MAX_ATTEMPTS || context.stopSignal.aborted)
        throw error;
      const delayMs = Math.min(failure.afterMs, MAX_DELAY_MS);
      // Ends at once at shutdown, where the next attempt is not sent.
      await wait(delayMs, undefined, { signal: context.stopSignal }).catch(() => {});
    }
}

async function send(
  { rest, restLimiter: limiter, stopSignal, leaseMs }: NotificationContext,
  { id, guildId, userId, message }: DirectMessage,
): Promise<void> {
  const calls = createCalls({ rest, limiter, guildId, stopSignal }, Date.now() + leaseMs);
  const channel = (await calls.post(Routes.userChannels(), {
    body: { recipient_id: userId },
  })) as APIChannel;
  const { nonce } = createMarkers(id);
  await calls.post(Routes.channelMessages(channel.id), {
    body: { ...message, nonce, enforce_nonce: true },
  });
}
