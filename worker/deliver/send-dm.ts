import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import type { MessageBody } from '../../bot/messages/message.ts';
import { planIncludes } from '../../domain/index.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import { getPlan } from './plan.ts';
import { isAllowedRecipient } from './recipient.ts';
import { sendOnce } from './send.ts';
import type { Delivery } from './types.ts';

type DmResult = { dmChannelId: string; messageId: string } | { unreachable: 'dm_closed' | 'left' };

/** Opening a DM channel again gives the same one: no marker is needed for that half. */
export async function sendDm(
  delivery: Delivery,
  artistId: string,
  message: MessageBody,
): Promise<DmResult> {
  const { rest } = delivery;
  if (!(await isAllowedRecipient(delivery, artistId))) return { unreachable: 'left' };
  try {
    const channel = (await rest.post(Routes.userChannels(), {
      body: { recipient_id: artistId },
    })) as APIChannel;
    const { id } = await sendOnce(delivery, channel.id, message);
    return { dmChannelId: channel.id, messageId: id };
  } catch (error) {
    const code = matchRefusal(
      error,
      DISCORD_ERROR_CODES.dmClosed,
      DISCORD_ERROR_CODES.noMutualGuild,
    );
    if (!code) throw error;
    return { unreachable: code === DISCORD_ERROR_CODES.dmClosed ? 'dm_closed' : 'left' };
  }
}

/** Whether the guild's plan forwards what the artist answers. */
export const canReply = async (delivery: Delivery): Promise<boolean> =>
  planIncludes(await getPlan(delivery), 'dm_replies');
