import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIChannel, APIGuild, APIGuildMember, APIOverwrite } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import { observedRequest, type ResponseObserver } from '../discord/observed-request.ts';
import { createFairQueue } from './fair-queue.ts';
import { canViewChannel, guildPermissions, isGuildAdmin } from './permissions.ts';

/** A member as Discord knows them at this moment. */
export interface MemberFacts {
  name: string;
  roleIds: string[];
  isAdmin: boolean;
  canView(channelId: string): boolean;
}

export interface Directory {
  /**
   * @returns null when the bot or the person is not in the server
   * @throws QueueFull when too many questions wait already; DiscordAPIError and the like
   */
  member(guildId: string, userId: string): Promise<MemberFacts | null>;
  /** Forgets what it knows; for tests and after a change that must be seen at once. */
  clear(): void;
}

/** Discord is asked at most this often about a user in a guild. */
const TTL_MS = 30_000;
/** A server that the bot has just joined or left is known after this. */
const PRESENCE_TTL_MS = 3_000;
const UNKNOWN = new Set([10_004, 10_007, 50_001]);
/** A call that would wait longer for one of Discord's own limits fails instead. */
const MAX_RATE_LIMIT_WAIT_MS = 3_000;
/** Seconds' worth of calls that may wait: whoever would wait longer is told to come back. */
const MAX_WAIT_SECONDS = 10;
/** Calls of one person, or about one server, that may wait however small the budget is. */
const MIN_SHARE = 10;

interface Structure {
  guild: APIGuild;
  channels: Map<string, APIOverwrite[]>;
}

/** Who is who, asked of Discord over REST: for the dashboard, which hears no gateway. */
export function createDirectory(config: {
  token: string;
  api: string;
  restPerSecond: number;
  /**
   * Whether the bot is in a server. Asked before Discord is: a question about any other server is a
   * 403, and 10,000 of them in ten minutes have an address banned.
   */
  isPresent(guildId: string): Promise<boolean>;
  /** Told of Discord's answers; for metrics. */
  discordAnswered?: ResponseObserver;
}): Directory {
  const { restPerSecond } = config;
  const rest = new REST({
    api: config.api,
    timeout: 5_000,
    retries: 1,
    globalRequestsPerSecond: restPerSecond,
    makeRequest: observedRequest(config.discordAnswered ?? (() => {})),
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > MAX_RATE_LIMIT_WAIT_MS,
  }).setToken(config.token);
  const queue = createFairQueue({
    perSecond: restPerSecond,
    maxWaiting: {
      all: Math.max(2 * MIN_SHARE, restPerSecond * MAX_WAIT_SECONDS),
      group: Math.max(MIN_SHARE, restPerSecond * 2),
      caller: Math.max(MIN_SHARE, restPerSecond),
    },
  });

  const get = async <T>(who: Asker, route: `/${string}`): Promise<T | null> => {
    try {
      return (await queue.run(who, () => rest.get(route))) as T;
    } catch (error) {
      if (error instanceof DiscordAPIError && UNKNOWN.has(Number(error.code))) return null;
      throw error;
    }
  };

  const presences = cached<{ isPresent: boolean }>(5_000, PRESENCE_TTL_MS, async (guildId) => ({
    isPresent: await config.isPresent(guildId),
  }));

  const structures = cached<Structure>(2_000, TTL_MS, async (guildId, who) => {
    const [guild, channels] = await Promise.all([
      get<APIGuild>(who, Routes.guild(guildId)),
      get<APIChannel[]>(who, Routes.guildChannels(guildId)),
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

  const members = cached<MemberFacts>(20_000, TTL_MS, async (_key, who) => {
    const { group: guildId, caller: userId } = who;
    // First of all: whoever is no member costs one call, not three.
    const member = await get<APIGuildMember>(who, Routes.guildMember(guildId, userId));
    const structure = member && (await structures.get(guildId, who));
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
    async member(guildId, userId) {
      const who = { group: guildId, caller: userId };
      const presence = await presences.get(guildId, who);
      return presence?.isPresent ? members.get(`${guildId}:${userId}`, who) : null;
    },
    clear() {
      presences.clear();
      structures.clear();
      members.clear();
    },
  };
}

/** For whom Discord is asked: a person, about a server. */
interface Asker {
  group: string;
  caller: string;
}

/** A short-lived cache in which everybody who asks at once shares one call. */
function cached<T extends object>(
  max: number,
  ttl: number,
  load: (key: string, who: Asker) => Promise<T | null>,
) {
  const NONE = {};
  const cache = new LRUCache<string, T | typeof NONE, Asker>({
    max,
    ttl,
    fetchMethod: async (key, _stale, { context }) => (await load(key, context)) ?? NONE,
  });
  return {
    async get(key: string, who: Asker): Promise<T | null> {
      const value = await cache.fetch(key, { context: who });
      return value && value !== NONE ? (value as T) : null;
    },
    clear: () => cache.clear(),
  };
}
