import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import type { Body } from '../bot/presenters/body.ts';
import { callsUntil } from './calls.ts';
import { marksOf } from './deliver/marker.ts';
import type { DrainContext } from './drain.ts';

/**
 * A direct message that belongs to no record: word to somebody who can do something about a server.
 * At most once: whoever sends it has claimed it before.
 */
export async function sendNotice(
  { rest, restBudget: budget, stopping, leaseMs }: DrainContext,
  notice: { id: string; guildId: string; userId: string; message: Body },
): Promise<void> {
  const { guildId } = notice;
  const calls = callsUntil({ rest, budget, guildId, stopping }, Date.now() + leaseMs);
  const channel = (await calls.post(Routes.userChannels(), {
    body: { recipient_id: notice.userId },
  })) as APIChannel;
  const { nonce } = marksOf(notice.id);
  await calls.post(Routes.channelMessages(channel.id), {
    body: { ...notice.message, nonce, enforce_nonce: true },
  });
}
