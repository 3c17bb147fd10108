import type { Message } from '../api/types.ts';

export const MessageFlag = { Ephemeral: 1 << 6, Loading: 1 << 7, ComponentsV2: 1 << 15 } as const;

export const hasFlag = (message: Message, flag: number) => ((message.flags ?? 0) & flag) !== 0;

const REPLY = 19;
const SLASH_COMMAND = 20;
const CONTEXT_MENU_COMMAND = 23;
const USER_MESSAGE_TYPES = [0, REPLY, SLASH_COMMAND, CONTEXT_MENU_COMMAND];
const GROUPING_WINDOW_MS = 7 * 60_000;

export const isSystem = (message: Message) => !USER_MESSAGE_TYPES.includes(message.type);

/** A message under the same head as the one before it. */
export function isContinuation(message: Message, previous: Message | undefined): boolean {
  if (!previous || isSystem(previous) || isSystem(message)) return false;
  if (message.type !== 0 || message.interaction_metadata) return false;
  return (
    previous.author.id === message.author.id &&
    hasFlag(previous, MessageFlag.Ephemeral) === hasFlag(message, MessageFlag.Ephemeral) &&
    Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUPING_WINDOW_MS &&
    isSameDay(message, previous)
  );
}

export function isSameDay(message: Message, previous: Message): boolean {
  return new Date(message.timestamp).toDateString() === new Date(previous.timestamp).toDateString();
}

/** The command that a message answers. */
export function getCommand(message: Message) {
  const metadata = message.interaction_metadata as
    | { name?: string; command_type?: number; user: Message['author'] }
    | undefined;
  if (!metadata?.name || (message.type !== SLASH_COMMAND && message.type !== CONTEXT_MENU_COMMAND))
    return null;
  const name = message.type === SLASH_COMMAND ? `/${metadata.name}` : metadata.name;
  return { name, user: metadata.user };
}
