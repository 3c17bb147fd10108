import { Routes } from 'discord.js';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import type { Delivery } from './types.ts';

/**
 * Whether a demo's artist may be messaged. The artist's id is in the guild's database, whose owner
 * may have changed it: the registry must know that this person sent the demo, or they must be a
 * member of the server. This holds in our regions, too: rows may have moved there from a customer
 * database.
 */
export async function isAllowedRecipient(
  { tenancy, rest, guildId, number }: Delivery,
  userId: string,
): Promise<boolean> {
  const items = await tenancy.control.listOpenItems(userId);
  if (items.some((item) => item.guildId === guildId && item.number === number)) return true;
  try {
    await rest.get(Routes.guildMember(guildId, userId));
    return true;
  } catch (error) {
    if (matchRefusal(error, DISCORD_ERROR_CODES.unknownMember, DISCORD_ERROR_CODES.unknownUser))
      return false;
    throw error;
  }
}
