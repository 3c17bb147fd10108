import type { LiveEvent, Message } from '../api/types.ts';
import { compareIds, type World } from './world.ts';

/** The world after a message event; the rest of what happens is read anew. */
export function applyMessage(world: World, event: LiveEvent, open: string | null): World {
  const message = event.data as Message;
  const log = world.logs[message.channel_id];
  const own = message.author?.id === world.overview?.person.id;
  const unread =
    event.type === 'message_create' && message.channel_id !== open && !own
      ? {
          ...world.unread,
          [message.channel_id]: (world.unread[message.channel_id] ?? 0) + 1,
        }
      : world.unread;
  if (!log) return { ...world, unread };
  const changed = { ...log, messages: change(log.messages, event.type, message) };
  return { ...world, unread, logs: { ...world.logs, [message.channel_id]: changed } };
}

function change(messages: Message[], type: string, message: Message): Message[] {
  const known = messages.some((item) => item.id === message.id);
  if (type === 'message_delete') return messages.filter((item) => item.id !== message.id);
  if (known) return messages.map((item) => (item.id === message.id ? message : item));
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
