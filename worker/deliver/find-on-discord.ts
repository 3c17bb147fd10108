import { Routes } from 'discord.js';
import type { DiscordCalls } from '../discord-calls.ts';
import {
  type APIMessage,
  type APIThreadChannel,
  type APIThreadList,
  DISCORD_EPOCH_MS,
} from './discord-types.ts';

/** The search starts a little before the earlier attempt: clocks differ. */
const CLOCK_SKEW_MS = 60_000;
const MAX_PAGES = 5;

const toSnowflake = (ms: number): string =>
  String(BigInt(Math.max(0, ms - CLOCK_SKEW_MS - DISCORD_EPOCH_MS)) << 22n);

/** Finds the message that an earlier attempt may have sent, by its marker. */
export async function findMessage(
  rest: DiscordCalls,
  channelId: string,
  botId: string,
  marker: number,
  sinceMs: number,
): Promise<APIMessage | null> {
  let after = toSnowflake(sinceMs);
  for (let page = 0; page < MAX_PAGES; page++) {
    const messages = (await rest.get(Routes.channelMessages(channelId), {
      query: new URLSearchParams({ after, limit: '100' }),
    })) as APIMessage[];
    const found = messages.find(
      ({ author, components }) =>
        author.id === botId && components?.some((component) => component.id === marker),
    );
    if (found) return found;
    const newest = messages.reduce((max, { id }) => (BigInt(id) > BigInt(max) ? id : max), after);
    if (messages.length < 100 || newest === after) return null;
    after = newest;
  }
  return null;
}

/**
 * Finds the threads that attempts of a delivery created, by the start of their name; oldest first.
 */
export async function findThreads(
  rest: DiscordCalls,
  target: { guildId: string; parentId: string; botId: string; prefixes: readonly string[] },
): Promise<APIThreadChannel[]> {
  const [active, archived] = await Promise.all([
    findActiveThreads(rest, target),
    // Those that the bot is in: listing all private ones takes Manage Threads.
    rest.get(Routes.channelJoinedArchivedThreads(target.parentId)) as Promise<APIThreadList>,
  ]);
  return [...active, ...archived.threads.filter((thread) => isOurs(thread, target))]
    .filter(({ name }) => target.prefixes.some((prefix) => name?.startsWith(prefix)))
    .sort(byAge);
}

/** The bot's own active threads in a channel, oldest first. */
export async function findActiveThreads(
  rest: DiscordCalls,
  target: { guildId: string; parentId: string; botId: string },
): Promise<APIThreadChannel[]> {
  const { threads } = (await rest.get(Routes.guildActiveThreads(target.guildId))) as APIThreadList;
  return threads.filter((thread) => isOurs(thread, target)).sort(byAge);
}

const isOurs = (
  thread: APIThreadChannel,
  { parentId, botId }: { parentId: string; botId: string },
): boolean => thread.parent_id === parentId && thread.owner_id === botId;

const byAge = (a: { id: string }, b: { id: string }): number =>
  BigInt(a.id) < BigInt(b.id) ? -1 : 1;
