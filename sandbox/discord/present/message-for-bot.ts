import type { APIMessage } from 'discord-api-types/v10';
import type { MessageRecord } from '../state/types.ts';
import { type MessageContext, presentMessage } from './message.ts';

/**
 * Without the Message Content intent a bot reads what was written to it only:
 * DMs, its own messages, and those that mention it.
 */
export function mayReadContent(message: MessageRecord, botId: string, hasIntent: boolean): boolean {
  return (
    hasIntent ||
    message.guildId === null ||
    message.authorId === botId ||
    message.mentionUserIds.includes(botId)
  );
}

export function withoutContent(message: APIMessage): APIMessage {
  const out: APIMessage = { ...message, content: '', embeds: [], attachments: [], components: [] };
  delete out.poll;
  return out;
}

/** As REST answers a bot: its application's settings decide, there being no session. */
export function presentMessageTo(
  core: MessageContext,
  message: MessageRecord,
  botId: string,
): APIMessage {
  const hasIntent = core.world.applications.get(botId)?.intents.messageContent ?? false;
  const out = presentMessage(core, message);
  const inner = out.referenced_message;
  if (inner && !hasIntent && message.guildId !== null && inner.author.id !== botId)
    out.referenced_message = withoutContent(inner);
  return mayReadContent(message, botId, hasIntent) ? out : withoutContent(out);
}
