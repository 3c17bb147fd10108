import type { Channel, Member, Message, Overview, Server, User } from '../api/types.ts';

/** Messages of one channel, oldest first. */
export interface Log {
  messages: Message[];
  /** Whether there may be older ones. */
  more: boolean;
}

/** What only this window shows: a command on its way, or one that got no answer. */
export interface Notice {
  id: number;
  channelId: string;
  /** The message whose button or select was used; without one it was a command. */
  messageId?: string;
  command?: string;
  botId?: string;
  text: string | null;
}

export interface World {
  phase: 'loading' | 'ready' | 'gone';
  live: boolean;
  overview: Overview | null;
  members: Record<string, Member[]>;
  logs: Record<string, Log>;
  notices: Notice[];
  unread: Record<string, number>;
}

export const EMPTY: World = {
  phase: 'loading',
  live: false,
  overview: null,
  members: {},
  logs: {},
  notices: [],
  unread: {},
};

export function findServer(world: World, id: string | null): Server | undefined {
  return world.overview?.servers.find((server) => server.id === id);
}

export function findChannel(world: World, id: string | null): Channel | undefined {
  if (!id || !world.overview) return undefined;
  const { servers, dms } = world.overview;
  for (const server of servers) {
    const found = [...server.channels, ...server.threads].find((channel) => channel.id === id);
    if (found) return found;
  }
  return dms.find((channel) => channel.id === id);
}

export function findUser(world: World, id: string): User | undefined {
  return world.overview?.people.find((user) => user.id === id);
}

export function findMember(world: World, serverId: string | null | undefined, userId: string) {
  return world.members[serverId ?? '']?.find((member) => member.user.id === userId);
}

export const isThread = (channel: Channel) => channel.type >= 10 && channel.type <= 12;
export const isDm = (channel: Channel) => channel.type === 1;

export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
