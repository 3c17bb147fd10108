import type { Message } from '../api/types.ts';

export const Flag = { Ephemeral: 1 << 6, Loading: 1 << 7, ComponentsV2: 1 << 15 } as const;

export const has = (message: Message, flag: number) => ((message.flags ?? 0) & flag) !== 0;

const REPLY = 19;
const SLASH = 20;
const MENU = 23;
const ORDINARY = [0, REPLY, SLASH, MENU];
const TOGETHER_MS = 7 * 60_000;

export const isSystem = (message: Message) => !ORDINARY.includes(message.type);

/** A message under the same head as the one before it. */
export function follows(message: Message, before: Message | undefined): boolean {
  if (!before || isSystem(before) || isSystem(message)) return false;
  if (message.type !== 0 || message.interaction_metadata) return false;
  return (
    before.author.id === message.author.id &&
    has(before, Flag.Ephemeral) === has(message, Flag.Ephemeral) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS &&
    sameDay(message, before)
  );
}

export function sameDay(message: Message, before: Message): boolean {
  return new Date(message.timestamp).toDateString() === new Date(before.timestamp).toDateString();
}

/** The command that a message answers. */
export function commandOf(message: Message) {
  const meta = message.interaction_metadata as
    | { name?: string; command_type?: number; user: Message['author'] }
    | undefined;
  if (!meta?.name || (message.type !== SLASH && message.type !== MENU)) return null;
  const name = message.type === SLASH ? `/${meta.name}` : meta.name;
  return { name, user: meta.user };
}
