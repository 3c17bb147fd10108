import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIChannel, APIGuild, APIGuildMember, APIOverwrite } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import { canViewChannel, guildPermissions, isGuildAdmin } from './permissions.ts';

/** A member as Discord knows them at this moment. */
export interface MemberFacts {
  name: string;
  roleIds: string[];
  isAdmin: boolean;
  canView(channelId: string): boolean;
}

export interface Directory {
  /** @returns null when the bot or the person is not in the server */
  member(guildId: string, userId: string): Promise<MemberFacts | null>;
  /** Forgets what it knows; for tests and after a change that must be seen at once. */
  clear(): void;
}

/** Discord is asked at most this often about a user in a guild. */
const TTL_MS = 30_000;
const UNKNOWN = new Set([10_004, 10_007, 50_001]);

interface Structure {
  guild: APIGuild;
  channels: Map<string, APIOverwrite[]>;
}

/** Who is who, asked of Discord over REST: for the dashboard, which hears no gateway. */
export function createDirectory(config: {
  token: string;
  api: string;
  restPerSecond: number;
}): Directory {
  const rest = new REST({
    api: config.api,
    timeout: 5_000,
    retries: 1,
    globalRequestsPerSecond: config.restPerSecond,
  }).setToken(config.token);

  const get = async <T>(route: `/${string}`): Promise<T | null> => {
    try {
      return (await rest.get(route)) as T;
    } catch (error) {
      if (error instanceof DiscordAPIError && UNKNOWN.has(Number(error.code))) return null;
      throw error;
    }
  };

  const structures = cached<Structure>(2_000, async (guildId) => {
    const [guild, channels] = await Promise.all([
      get<APIGuild>(Routes.guild(guildId)),
      get<APIChannel[]>(Routes.guildChannels(guildId)),
    ]);
    if (!guild || !channels) return null;
    return {
      guild,
      channels: new Map(
        channels.map((channel) => [
          channel.id,
          'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [],
        ]),
      ),
    };
  });

  const members = cached<MemberFacts>(20_000, async (key) => {
    const [guildId = '', userId = ''] = key.split(':');
    const [structure, member] = await Promise.all([
      structures.get(guildId),
      get<APIGuildMember>(Routes.guildMember(guildId, userId)),
    ]);
    if (!structure || !member) return null;
    const { guild, channels } = structure;
    const base = guildPermissions(guild, userId, member.roles);
    return {
      name: member.nick ?? member.user.global_name ?? member.user.username,
      roleIds: member.roles,
      isAdmin: isGuildAdmin(base),
      canView(channelId) {
        const overwrites = channels.get(channelId);
        return (
          overwrites !== undefined &&
          canViewChannel(base, overwrites, { guildId, userId, roleIds: member.roles })
        );
      },
    };
  });

  return {
    member: (guildId, userId) => members.get(`${guildId}:${userId}`),
    clear() {
      structures.clear();
      members.clear();
    },
  };
}

/** A short-lived cache in which everybody who asks at once shares one call. */
function cached<T extends object>(max: number, load: (key: string) => Promise<T | null>) {
  const NONE = {};
  const cache = new LRUCache<string, T | typeof NONE>({
    max,
    ttl: TTL_MS,
    fetchMethod: async (key) => (await load(key)) ?? NONE,
  });
  return {
    async get(key: string): Promise<T | null> {
      const value = await cache.fetch(key);
      return value && value !== NONE ? (value as T) : null;
    },
    clear: () => cache.clear(),
  };
}
