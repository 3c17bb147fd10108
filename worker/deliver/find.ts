import { Routes } from 'discord.js';
import type { Calls } from '../calls.ts';
import {
  type APIMessage,
  type APIThreadChannel,
  type APIThreadList,
  DISCORD_EPOCH_MS,
} from './discord-shapes.ts';

/** Messages of an earlier try are looked for from a little before it on: clocks differ. */
const CLOCK_SLACK_MS = 60_000;
const PAGES = 5;

const snowflakeAt = (ms: number): string =>
  String(BigInt(Math.max(0, ms - CLOCK_SLACK_MS - DISCORD_EPOCH_MS)) << 22n);

/** The message that an earlier try of a delivery may have sent; found by its marker. */
export async function findMessage(
  rest: Calls,
  channelId: string,
  botId: string,
  marker: number,
  since: number,
): Promise<APIMessage | null> {
  let after = snowflakeAt(since);
  for (let page = 0; page < PAGES; page++) {
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

/** The threads that tries of a delivery have opened, oldest first; found by the beginning of their name. */
export async function findThreads(
  rest: Calls,
  place: { guildId: string; parentId: string; botId: string; prefix: string },
): Promise<APIThreadChannel[]> {
  const [active, archived] = (await Promise.all([
    rest.get(Routes.guildActiveThreads(place.guildId)),
    rest.get(Routes.channelThreads(place.parentId, 'private')),
  ])) as [APIThreadList, APIThreadList];
  return [...active.threads, ...archived.threads]
    .filter(
      (thread) =>
        thread.parent_id === place.parentId &&
        thread.owner_id === place.botId &&
        thread.name?.startsWith(place.prefix),
    )
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}
