import type { APIMessage } from 'discord-api-types/v10';
import type { MessageRecord } from '../state/types.ts';
import { type MessageContext, presentMessage } from './message.ts';

/**
 * Without the Message Content intent a bot reads what was written to it only:
 * DMs, its own messages, and those that mention it.
 */
export function canReadContent(message: MessageRecord, botId: string, hasIntent: boolean): boolean {
  return (
    hasIntent ||
    message.guildId === null ||
    message.authorId === botId ||
    message.mentionUserIds.includes(botId)
  );
}

export function stripContent(message: APIMessage): APIMessage {
  const presented: APIMessage = {
    ...message,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
  };
  delete presented.poll;
  return presented;
}

/** As REST answers a bot: its application's settings decide, there being no session. */
export function presentMessageForBot(
  core: MessageContext,
  message: MessageRecord,
  botId: string,
): APIMessage {
  const hasIntent = core.state.applications.get(botId)?.intents.messageContent ?? false;
  const presented = presentMessage(core, message, true, botId);
  const referenced = presented.referenced_message;
  if (referenced && !hasIntent && message.guildId !== null && referenced.author.id !== botId)
    presented.referenced_message = stripContent(referenced);
  return canReadContent(message, botId, hasIntent) ? presented : stripContent(presented);
}
