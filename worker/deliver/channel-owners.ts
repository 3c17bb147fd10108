import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import type { Calls } from '../calls.ts';

const ID = /^[0-9]{1,20}$/;
const MAX_CHANNELS = 20_000;
const TTL_MS = 300_000;

/**
 * Which server a channel belongs to, as Discord says. A guild's own database is untrusted: a channel
 * id planted there must never make the bot write into another guild.
 */
export class ChannelOwners {
  readonly #known = new LRUCache<string, string>({ max: MAX_CHANNELS, ttl: TTL_MS });

  async isOwn(rest: Calls, guildId: string, channelId: string): Promise<boolean> {
    // Anything else would be a piece of a path.
    if (!ID.test(channelId)) return false;
    let owner = this.#known.get(channelId);
    if (owner === undefined) {
      const channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
      owner = 'guild_id' in channel ? (channel.guild_id ?? '') : '';
      this.#known.set(channelId, owner);
    }
    return owner === guildId;
  }
}
