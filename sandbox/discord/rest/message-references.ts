import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { Permission } from '../permissions/bits.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { canReadContent } from '../present/message-for-bot.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';

const FORWARDABLE: MessageType[] = [
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
];

export function readReply(
  core: Core,
  request: RestRequest,
  channel: ChannelRecord,
): MessageRecord | null {
  const field = request.body().key('message_reference');
  if (!field.isPresent) return null;
  const id = field.key('message_id').snowflake(true);
  field.form.throwIfFailed();
  const message = channel.messages.get(id!);
  if (message) {
    if (channel.guildId !== null)
      requireChannelPermissions(core.state, channel, request.botId, Permission.ReadMessageHistory);
    return message;
  }
  if (field.key('fail_if_not_exists').bool() === false) return null;
  field.addError('REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  field.form.throwIfFailed();
  return null;
}

/**
 * Posts a snapshot of another message, immutable from then on.
 * @throws DiscordError 160014 when the bot may not read what it forwards, 50068 for a poll or a
 *   system message
 */
export function forwardMessage(
  core: Core,
  request: RestRequest,
  channel: ChannelRecord,
  nonce: string | number | null,
): MessageRecord {
  const field = request.body().key('message_reference');
  const messageId = field.key('message_id').snowflake(true);
  const channelId = field.key('channel_id').snowflake(true);
  field.form.throwIfFailed();
  const origin = requireChannel(core.state, channelId!, request.botId);
  requireChannelPermissions(core.state, origin, request.botId, Permission.ReadMessageHistory);
  const original = origin.messages.get(messageId!);
  if (!original) throw discordError(10008);
  const hasIntent = request.application!.intents.messageContent;
  if (!canReadContent(original, request.botId, hasIntent)) throw discordError(160014);
  if (original.poll || !FORWARDABLE.includes(original.type)) throw discordError(50068);
  const snapshot = original.snapshot ?? structuredClone(original);
  return postMessage(core, channel, {
    authorId: request.botId,
    nonce,
    flags: MessageFlags.HasSnapshot,
    reference: { messageId: original.id, channelId: origin.id, guildId: origin.guildId },
    snapshot,
  });
}
