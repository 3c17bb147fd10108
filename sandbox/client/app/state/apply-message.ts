import type { LiveEvent, Message } from '../api/types.ts';
import { type ClientState, compareIds } from './client-state.ts';

/** The world after a message event; the rest of what happens is read anew. */
export function applyMessage(
  state: ClientState,
  event: LiveEvent,
  openChannelId: string | null,
): ClientState {
  const message = event.data as Message;
  const messageLog = state.logs[message.channel_id];
  const isOwn = message.author?.id === state.overview?.person.id;
  const unread =
    event.type === 'message_create' && message.channel_id !== openChannelId && !isOwn
      ? {
          ...state.unread,
          [message.channel_id]: (state.unread[message.channel_id] ?? 0) + 1,
        }
      : state.unread;
  if (!messageLog) return { ...state, unread };
  const changed = {
    ...messageLog,
    messages: updateMessages(messageLog.messages, event.type, message),
  };
  return { ...state, unread, logs: { ...state.logs, [message.channel_id]: changed } };
}

function updateMessages(messages: Message[], type: string, message: Message): Message[] {
  const isKnown = messages.some((item) => item.id === message.id);
  if (type === 'message_delete') return messages.filter((item) => item.id !== message.id);
  if (isKnown) return messages.map((item) => (item.id === message.id ? message : item));
  if (type === 'message_update') return messages;
  const last = messages.at(-1);
  if (!last || compareIds(last.id, message.id) < 0) return [...messages, message];
  return [...messages, message].toSorted((a, b) => compareIds(a.id, b.id));
}

/** Adds a page of older messages, leaving out those that are there. */
export function mergePages(older: Message[], newer: Message[]): Message[] {
  const byId = new Map([...older, ...newer].map((message) => [message.id, message]));
  return [...byId.values()].toSorted((a, b) => compareIds(a.id, b.id));
}
