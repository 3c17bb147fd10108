import { Routes } from 'discord.js';
import {
  type Deps,
  isStaffChannelLost,
  recordStaffChannelBack,
  recordStaffChannelLost,
} from '../../domain/index.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import type { Delivery, DeliveryResult } from './types.ts';

type StaffDelivery = Pick<Delivery, 'rest' | 'guildId' | 'tenancy' | 'isGuildChannel'> & {
  loaded: { settings: Parameters<typeof isStaffChannelLost>[0] };
};

/** The channel is gone, or the bot cannot see it any more. */
export const CHANNEL_LOST_CODES = [
  DISCORD_ERROR_CODES.unknownChannel,
  DISCORD_ERROR_CODES.missingAccess,
] as const;

/**
 * Delivers to the staff channel. When that is lost the delivery is a dead letter, and admins are
 * told, once; unless the bot is not in the server any more.
 * @param lostCodes refusals that mean that the channel is lost
 */
export async function deliverToStaffChannel(
  delivery: StaffDelivery,
  lostCodes: readonly string[],
  deliver: (channelId: string) => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  const { settings } = delivery.loaded;
  const { channelId } = settings.staff;
  if (channelId === null) return { done: true };
  const wasLost = isStaffChannelLost(settings);
  try {
    const result = await deliver(channelId);
    return wasLost && result.done ? recordBack(result, delivery.tenancy, channelId) : result;
  } catch (error) {
    const deadCode = matchRefusal(error, ...lostCodes);
    if (!deadCode) throw error;
    if (wasLost || !(await isInGuild(delivery))) return { done: false, deadCode };
    return {
      done: false,
      deadCode,
      record: (db) => recordStaffChannelLost(db, delivery.tenancy, channelId),
    };
  }
}

/**
 * Whether the bot can see the staff channel. What it cannot see elsewhere is then gone for good, or
 * in an earlier staff channel.
 * @returns `done` when it can; else how the delivery ended
 */
export const checkStaffChannel = (delivery: StaffDelivery): Promise<DeliveryResult> =>
  deliverToStaffChannel(delivery, CHANNEL_LOST_CODES, async (channelId) => {
    // Which channel is the guild's may have been asked before it was lost.
    if (await delivery.isGuildChannel(channelId))
      await delivery.rest.get(Routes.channel(channelId));
    return { done: true };
  });

const recordBack = (
  result: DeliveryResult & { done: true },
  tenancy: Deps['tenancy'],
  channelId: string,
): DeliveryResult => ({
  done: true,
  async record(db) {
    await result.record?.(db);
    await recordStaffChannelBack(db, tenancy, channelId);
  },
});

async function isInGuild({ rest, guildId }: StaffDelivery): Promise<boolean> {
  try {
    await rest.get(Routes.guild(guildId));
    return true;
  } catch (error) {
    if (matchRefusal(error, DISCORD_ERROR_CODES.unknownGuild, DISCORD_ERROR_CODES.missingAccess))
      return false;
    throw error;
  }
}
