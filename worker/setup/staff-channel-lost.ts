import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentStaffChannelLost } from '../../bot/messages/setup/staff-channel-lost.ts';
import type { StaffChannelLoss } from '../../domain/index.ts';
import { sendOnce } from '../deliver/send.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { classifyFailure } from '../failure.ts';

/** Tells the server's owner, and whoever chose the channel, that it is lost. */
export async function notifyStaffChannelLost(
  delivery: Delivery<StaffChannelLoss>,
): Promise<DeliveryResult> {
  const { loaded, tenancy, guildId, t } = delivery;
  const serverName = (await tenancy.control.getGuildName(guildId)) ?? '';
  const message = presentStaffChannelLost(t, serverName);
  const owners = await tenancy.outages.findRecipients(guildId);
  const { chosenById } = loaded;
  const recipients = new Set(chosenById ? [...owners, chosenById] : owners);
  for (const userId of recipients) {
    try {
      // A customer database names who chose the channel: strangers get no message.
      await delivery.rest.get(Routes.guildMember(guildId, userId));
      const channel = (await delivery.rest.post(Routes.userChannels(), {
        body: { recipient_id: userId },
      })) as APIChannel;
      const row = { ...delivery.row, id: `${delivery.row.id}:${userId}` };
      await sendOnce({ ...delivery, row }, channel.id, message);
    } catch (error) {
      // They left, or their direct messages are closed; the others are told all the same.
      if (classifyFailure(error).kind !== 'refused') throw error;
    }
  }
  return NOTHING_TO_DO;
}
