import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIChannel, APIGuild, APIGuildMember, APIOverwrite } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import { createObservedRequest, type ResponseObserver } from '../discord/observed-request.ts';
import {
  canViewChannel,
  computeGuildPermissions,
  isGuildAdmin,
} from '../messages/channel-permissions.ts';
import { createFairQueue } from './fair-queue.ts';
import { type GuildChoices, toGuildChoices } from './guild-choices.ts';

/** A member with their current permissions. */
export interface GuildMemberInfo {
  name: string;
  roleIds: string[];
  isAdmin: boolean;
  canView(channelId: string): boolean;
}

export interface MemberDirectory {
  /**
   * @returns null when the bot or the person is not in the server
   * @throws QueueFullError when too many calls wait; discord.js's errors
   */
  getMember(guildId: string, userId: string): Promise<GuildMemberInfo | null>;
  /**
   * @param userId for whom it is asked
   * @returns null when the bot is not in the server
   * @throws QueueFullError when too many calls wait; discord.js's errors
   */
  getChoices(guildId: string, userId: string): Promise<GuildChoices | null>;
  /** Limits its calls to so many per second. */
  setPerSecond(callsPerSecond: number): void;
  /** Calls that it made since the last time and calls that wait. */
  takeDemand(): number;
  /** Empties the caches, after a change that must be seen at once. */
  clear(): void;
}

/** A user's membership of a guild is fetched at most this often, ms. */
const TTL_MS = 30_000;
/** How long joining or leaving a server may go unnoticed, ms. */
const PRESENCE_TTL_MS = 3_000;
const UNKNOWN_RESOURCE_CODES = new Set([10_004, 10_007, 50_001]);
/** A call that would wait longer for one of Discord's rate limits fails instead, ms. */
const MAX_RATE_LIMIT_WAIT_MS = 3_000;
/** The longest wait in the queue; further calls fail and may be retried later. */
const MAX_WAIT_SECONDS = 10;
/** Waiting calls that a person or server is always allowed. */
const MIN_SHARE = 10;

interface GuildStructure {
  guild: APIGuild;
  channels: readonly APIChannel[];
  overwrites: Map<string, APIOverwrite[]>;
}

/** Members of servers, fetched over REST: the dashboard's process has no gateway connection. */
export function createMemberDirectory(config: {
  token: string;
  /** The bot's own user id. */
  botId: string;
  api: string;
  /** Calls per second until `setPerSecond` says otherwise. */
  restPerSecond: number;
  /** The most calls that it may ever make in a second. */
  maxRestPerSecond: number;
  /**
   * Whether the bot is in a server. Checked first: a call about any other server is a 403, and
   * Discord bans an IP address for 10,000 of them in ten minutes.
   */
  isPresent(guildId: string): Promise<boolean>;
  /** Called for each REST response; for metrics. */
  onDiscordResponse?: ResponseObserver;
}): MemberDirectory {
  const rest = new REST({
    api: config.api,
    timeout: 5_000,
    retries: 1,
    globalRequestsPerSecond: config.maxRestPerSecond,
    makeRequest: createObservedRequest(config.onDiscordResponse ?? (() => {})),
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > MAX_RATE_LIMIT_WAIT_MS,
  }).setToken(config.token);
  const queue = createFairQueue({
    perSecond: config.restPerSecond,
    maxWaiting: (perSecond) => ({
      all: Math.max(2 * MIN_SHARE, perSecond * MAX_WAIT_SECONDS),
      group: Math.max(MIN_SHARE, perSecond * 2),
      caller: Math.max(MIN_SHARE, perSecond),
    }),
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
      channels,
      overwrites: new Map(
        channels.map((channel) => [
          channel.id,
          'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [],
        ]),
      ),
    };
  });

  const members = createCache<GuildMemberInfo>(20_000, TTL_MS, async (_key, origin) => {
    const { group: guildId, caller: userId } = origin;
    // The member first: a person who is none costs one call, not three.
    const member = await fetchOrNull<APIGuildMember>(origin, Routes.guildMember(guildId, userId));
    const structure = member && (await structures.get(guildId, origin));
    if (!structure || !member) return null;
    const { guild, overwrites: overwritesByChannel } = structure;
    const base = computeGuildPermissions(guild, userId, member.roles);
    return {
      name: member.nick ?? member.user.global_name ?? member.user.username,
      roleIds: member.roles,
      isAdmin: isGuildAdmin(base),
      canView(channelId) {
        const overwrites = overwritesByChannel.get(channelId);
        return (
          overwrites !== undefined &&
          canViewChannel(base, overwrites, { guildId, userId, roleIds: member.roles })
        );
      },
    };
  });

  const botRoles = createCache<readonly string[]>(2_000, TTL_MS, async (guildId, origin) => {
    const member = await fetchOrNull<APIGuildMember>(
      origin,
      Routes.guildMember(guildId, config.botId),
    );
    return member?.roles ?? null;
  });

  return {
    async getMember(guildId, userId) {
      const origin = { group: guildId, caller: userId };
      const presence = await presences.get(guildId, origin);
      return presence?.isPresent ? members.get(`${guildId}:${userId}`, origin) : null;
    },
    async getChoices(guildId, userId) {
      const origin = { group: guildId, caller: userId };
      const presence = await presences.get(guildId, origin);
      if (!presence?.isPresent) return null;
      const [structure, roleIds] = await Promise.all([
        structures.get(guildId, origin),
        botRoles.get(guildId, origin),
      ]);
      return (
        structure &&
        toGuildChoices(structure, { guildId, userId: config.botId, roleIds: roleIds ?? [] })
      );
    },
    setPerSecond: queue.setPerSecond,
    takeDemand: queue.takeDemand,
    clear() {
      presences.clear();
      structures.clear();
      botRoles.clear();
      members.clear();
    },
  };
}

/** The person for whom a call is made (`caller`) and the server it is about (`group`). */
interface CallOrigin {
  group: string;
  caller: string;
}

/** A short-lived cache in which concurrent reads of a key share one call. */
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
