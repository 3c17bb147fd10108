import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { canSee } from '../permissions/compute.ts';
import { addMessage } from '../state/message-ids.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { announceMessage } from './announce-message.ts';
import { announceThread } from './announce-thread.ts';
import { createMessageRecord, type MessageFields } from './create-message-record.ts';
import { addThreadMembers } from './thread-members.ts';

/** Puts a message into a channel and tells everybody. */
export function postMessage(
  core: Core,
  channel: ChannelRecord,
  fields: MessageFields,
): MessageRecord {
  const message = createMessageRecord(core, channel, fields);
  unarchiveThread(core, channel);
  addMessage(channel, message);
  channel.lastMessageId = message.id;
  if (channel.thread) {
    channel.thread.totalSent++;
    if (message.type !== MessageType.ThreadStarterMessage) channel.thread.messageCount++;
  }
  // Who writes in a thread or is mentioned there belongs to it from then on.
  if (channel.thread && isUserMessage(message))
    addThreadMembers(
      core,
      channel,
      [message.authorId, ...message.mentionUserIds].filter((id) => canJoin(core, channel, id)),
      null,
    );
  announceMessage(core, 'create', message);
  return message;
}

function isUserMessage(message: MessageRecord): boolean {
  return (
    message.type === MessageType.Default ||
    message.type === MessageType.Reply ||
    message.type === MessageType.ChatInputCommand
  );
}

/** Writing in an archived thread opens it again. */
function unarchiveThread(core: Core, channel: ChannelRecord): void {
  if (!channel.thread?.archived) return;
  channel.thread.archived = false;
  channel.thread.archiveChangedAt = core.clock.iso();
  core.state.guilds.get(channel.guildId!)?.activeThreadIds.add(channel.id);
  announceThread(core, 'update', channel);
}

function canJoin(core: Core, thread: ChannelRecord, userId: string): boolean {
  const parent = core.state.channels.get(thread.parentId ?? '');
  return parent !== undefined && canSee(core.state, parent, userId);
}
