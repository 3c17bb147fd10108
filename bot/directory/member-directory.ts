import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIChannel, APIGuild, APIGuildMember, APIOverwrite } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import { createObservedRequest, type ResponseObserver } from '../discord/observed-request.ts';
import { createFairQueue } from './fair-queue.ts';
import { canViewChannel, computeGuildPermissions, isGuildAdmin } from './permissions.ts';

/** A member as Discord knows them at this moment. */
export interface GuildMemberInfo {
  name: string;
  roleIds: string[];
  isAdmin: boolean;
  canView(channelId: string): boolean;
}

export interface MemberDirectory {
  /**
   * @returns null when the bot or the person is not in the server
   * @throws QueueFullError when too many questions wait already; DiscordAPIError and the like
   */
  getMember(guildId: string, userId: string): Promise<GuildMemberInfo | null>;
  /** Forgets what it knows; for tests and after a change that must be seen at once. */
  clear(): void;
}

/** Discord is asked at most this often about a user in a guild. */
const TTL_MS = 30_000;
/** A server that the bot has just joined or left is known after this. */
const PRESENCE_TTL_MS = 3_000;
const UNKNOWN_RESOURCE_CODES = new Set([10_004, 10_007, 50_001]);
/** A call that would wait longer for one of Discord's own limits fails instead. */
const MAX_RATE_LIMIT_WAIT_MS = 3_000;
/** Seconds' worth of calls that may wait: whoever would wait longer is told to come back. */
const MAX_WAIT_SECONDS = 10;
/** Calls of one person, or about one server, that may wait however small the budget is. */
const MIN_SHARE = 10;

interface GuildStructure {
  guild: APIGuild;
  channels: Map<string, APIOverwrite[]>;
}

/** Who is who, asked of Discord over REST: for the dashboard, which hears no gateway. */
export function createMemberDirectory(config: {
  token: string;
  api: string;
  restPerSecond: number;
  /**
   * Whether the bot is in a server. Asked before Discord is: a question about any other server is a
   * 403, and 10,000 of them in ten minutes have an address banned.
   */
  isPresent(guildId: string): Promise<boolean>;
  /** Told of Discord's answers; for metrics. */
  onDiscordResponse?: ResponseObserver;
}): MemberDirectory {
  const { restPerSecond } = config;
  const rest = new REST({
    api: config.api,
    timeout: 5_000,
    retries: 1,
    globalRequestsPerSecond: restPerSecond,
    makeRequest: createObservedRequest(config.onDiscordResponse ?? (() => {})),
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

  const fetchOrNull = async <T>(origin: CallOrigin, route: `/${string}`): Promise<T | null> => {
    try {
      return (await queue.run(origin, () => rest.get(route))) as T;
    } catch (error) {
      if (error instanceof DiscordAPIError && UNKNOWN_RESOURCE_CODES.has(Number(error.code)))
        return null;
      throw error;
    }
  };

  const presences = createCache<{ isPresent: boolean }>(
    5_000,
    PRESENCE_TTL_MS,
    async (guildId) => ({
      isPresent: await config.isPresent(guildId),
    }),
  );

  const structures = createCache<GuildStructure>(2_000, TTL_MS, async (guildId, origin) => {
    const [guild, channels] = await Promise.all([
      fetchOrNull<APIGuild>(origin, Routes.guild(guildId)),
      fetchOrNull<APIChannel[]>(origin, Routes.guildChannels(guildId)),
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

  const members = createCache<GuildMemberInfo>(20_000, TTL_MS, async (_key, origin) => {
    const { group: guildId, caller: userId } = origin;
    // First of all: whoever is no member costs one call, not three.
    const member = await fetchOrNull<APIGuildMember>(origin, Routes.guildMember(guildId, userId));
    const structure = member && (await structures.get(guildId, origin));
    if (!structure || !member) return null;
    const { guild, channels } = structure;
    const base = computeGuildPermissions(guild, userId, member.roles);
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
    async getMember(guildId, userId) {
      const origin = { group: guildId, caller: userId };
      const presence = await presences.get(guildId, origin);
      return presence?.isPresent ? members.get(`${guildId}:${userId}`, origin) : null;
    },
    clear() {
      presences.clear();
      structures.clear();
      members.clear();
    },
  };
}

/** For whom Discord is asked: a person, about a server. */
interface CallOrigin {
  group: string;
  caller: string;
}

/** A short-lived cache in which everybody who asks at once shares one call. */
function createCache<T extends object>(
  max: number,
  ttlMs: number,
  load: (key: string, origin: CallOrigin) => Promise<T | null>,
) {
  const ABSENT = {};
  const cache = new LRUCache<string, T | typeof ABSENT, CallOrigin>({
    max,
    ttl: ttlMs,
    fetchMethod: async (key, _stale, { context }) => (await load(key, context)) ?? ABSENT,
  });
  return {
    async get(key: string, origin: CallOrigin): Promise<T | null> {
      const value = await cache.fetch(key, { context: origin });
      return value && value !== ABSENT ? (value as T) : null;
    },
    clear: () => cache.clear(),
  };
}
