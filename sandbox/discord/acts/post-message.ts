import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { canSee } from '../permissions/compute.ts';
import { addMessage } from '../state/message-ids.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { announceMessage } from './announce-message.ts';
import { announceThread } from './announce-thread.ts';
import { type NewMessage, newMessage } from './new-message.ts';
import { addThreadMembers } from './thread-members.ts';

/** Puts a message into a channel and tells everybody. */
export function postMessage(core: Core, channel: ChannelRecord, fields: NewMessage): MessageRecord {
  const message = newMessage(core, channel, fields);
  wakeThread(core, channel);
  addMessage(channel, message);
  channel.lastMessageId = message.id;
  if (channel.thread) {
    channel.thread.totalSent++;
    if (message.type !== MessageType.ThreadStarterMessage) channel.thread.messageCount++;
  }
  // Who writes in a thread or is mentioned there belongs to it from then on.
  if (channel.thread && isSpoken(message))
    addThreadMembers(
      core,
      channel,
      [message.authorId, ...message.mentionUserIds].filter((id) => mayJoin(core, channel, id)),
      null,
    );
  announceMessage(core, 'create', message);
  return message;
}

function isSpoken(message: MessageRecord): boolean {
  return (
    message.type === MessageType.Default ||
    message.type === MessageType.Reply ||
    message.type === MessageType.ChatInputCommand
  );
}

/** Writing in an archived thread opens it again. */
function wakeThread(core: Core, channel: ChannelRecord): void {
  if (!channel.thread?.archived) return;
  channel.thread.archived = false;
  channel.thread.archiveChangedAt = core.clock.iso();
  core.world.guilds.get(channel.guildId!)?.activeThreadIds.add(channel.id);
  announceThread(core, 'update', channel);
}

function mayJoin(core: Core, thread: ChannelRecord, userId: string): boolean {
  const parent = core.world.channels.get(thread.parentId ?? '');
  return parent !== undefined && canSee(core.world, parent, userId);
}
