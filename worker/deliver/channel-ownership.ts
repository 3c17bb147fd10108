import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import type { DiscordCalls } from '../discord-calls.ts';

const SNOWFLAKE = /^[0-9]{1,20}$/;
const MAX_CHANNELS = 20_000;
const TTL_MS = 300_000;

/**
 * Asks Discord which server a channel belongs to. A customer database is untrusted: a channel
 * id planted there must never make the bot write into another guild.
 */
export class ChannelOwnership {
  readonly #ownerByChannel = new LRUCache<string, string>({ max: MAX_CHANNELS, ttl: TTL_MS });

  async isGuildChannel(rest: DiscordCalls, guildId: string, channelId: string): Promise<boolean> {
    // Anything else would become part of a URL path.
    if (!SNOWFLAKE.test(channelId)) return false;
    let ownerGuildId = this.#ownerByChannel.get(channelId);
    if (ownerGuildId === undefined) {
      const channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
      ownerGuildId = 'guild_id' in channel ? (channel.guild_id ?? '') : '';
      this.#ownerByChannel.set(channelId, ownerGuildId);
    }
    return ownerGuildId === guildId;
  }
}
