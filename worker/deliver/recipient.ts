import { Routes } from 'discord.js';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import type { Delivery } from './types.ts';

/**
 * Whether a demo's artist may be written to. Who it is from stands in the guild's database, which its
 * owner can change: either we know ourselves that this person sent the demo, or they are a member of
 * the server. Also in our regions: rows may have come there from an own database.
 */
export async function isAllowedRecipient({
  tenancy,
  rest,
  guildId,
  row,
  loaded,
}: Delivery): Promise<boolean> {
  const userId = loaded.view.artistId;
  const items = await tenancy.control.listOpenItems(userId);
  if (items.some((item) => item.guildId === guildId && item.number === row.number)) return true;
  try {
    await rest.get(Routes.guildMember(guildId, userId));
    return true;
  } catch (error) {
    if (matchRefusal(error, DISCORD_ERROR_CODES.unknownMember, DISCORD_ERROR_CODES.unknownUser))
      return false;
    throw error;
  }
}
