import type { Channel, Member, Message, Overview, Server, User } from '../api/types.ts';

/** Messages of one channel, oldest first. */
export interface MessageLog {
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

export interface ClientState {
  phase: 'loading' | 'ready' | 'gone';
  isConnected: boolean;
  overview: Overview | null;
  members: Record<string, Member[]>;
  logs: Record<string, MessageLog>;
  notices: Notice[];
  unread: Record<string, number>;
}

export const EMPTY_STATE: ClientState = {
  phase: 'loading',
  isConnected: false,
  overview: null,
  members: {},
  logs: {},
  notices: [],
  unread: {},
};

export function findServer(state: ClientState, id: string | null): Server | undefined {
  return state.overview?.servers.find((server) => server.id === id);
}

export function findChannel(state: ClientState, id: string | null): Channel | undefined {
  if (!id || !state.overview) return undefined;
  const { servers, dms } = state.overview;
  for (const server of servers) {
    const found = [...server.channels, ...server.threads].find((channel) => channel.id === id);
    if (found) return found;
  }
  return dms.find((channel) => channel.id === id);
}

export function findUser(state: ClientState, id: string): User | undefined {
  return state.overview?.people.find((user) => user.id === id);
}

export function findMember(
  state: ClientState,
  serverId: string | null | undefined,
  userId: string,
) {
  return state.members[serverId ?? '']?.find((member) => member.user.id === userId);
}

export const isThread = (channel: Channel) => channel.type >= 10 && channel.type <= 12;
export const isDm = (channel: Channel) => channel.type === 1;

export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
