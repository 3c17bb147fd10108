import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import type { Calls } from '../calls.ts';

const ID = /^[0-9]{1,20}$/;
const known = new LRUCache<string, string>({ max: 20_000, ttl: 300_000 });

/**
 * Whether a channel belongs to the guild. A guild's own database is untrusted: a channel id planted
 * there must never make the bot write into another guild.
 */
export async function isOwnChannel(
  rest: Calls,
  guildId: string,
  channelId: string,
): Promise<boolean> {
  // Anything else would be a piece of a path.
  if (!ID.test(channelId)) return false;
  let owner = known.get(channelId);
  if (owner === undefined) {
    const channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
    owner = 'guild_id' in channel ? (channel.guild_id ?? '') : '';
    known.set(channelId, owner);
  }
  return owner === guildId;
}
