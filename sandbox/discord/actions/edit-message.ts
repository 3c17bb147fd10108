import type { Core } from '../core.ts';
import { createLateEditError } from '../errors/discord-error.ts';
import { Intent } from '../gateway/intents.ts';
import { removeMessage } from '../state/message-ids.ts';
import { getSnowflakeTime } from '../state/snowflake.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { announceMessage, listListeningBots } from './announce-message.ts';

const HOUR_MS = 3_600_000;

/** Counts an edit of a message older than an hour; too many in an hour answer 30046. */
export function countLateEdit(core: Core, message: MessageRecord): void {
  const now = core.clock.now();
  if (now - getSnowflakeTime(message.id) < HOUR_MS) return;
  message.lateEdits = message.lateEdits.filter((at) => now - at < HOUR_MS);
  if (message.lateEdits.length >= core.rules.lateEditsPerHour)
    throw createLateEditError((message.lateEdits[0]! + HOUR_MS - now) / 1000);
  message.lateEdits.push(now);
}

export function changeMessage(
  core: Core,
  message: MessageRecord,
  changes: Partial<MessageRecord>,
  /** False when a deferred answer gets its text: people see no "(edited)" then. */
  isEdit = true,
): void {
  const keptAttachments = changes.attachments;
  if (keptAttachments)
    for (const file of message.attachments)
      if (!keptAttachments.includes(file)) core.files.remove(file.id);
  Object.assign(message, changes);
  if (isEdit) message.editedTimestamp = core.clock.iso();
  announceMessage(core, 'update', message);
}

export function deleteMessage(core: Core, channel: ChannelRecord, message: MessageRecord): void {
  removeFromChannel(core, channel, message);
  announceMessage(core, 'delete', message);
}

/** People hear of each message, bots of all in one event. */
export function deleteMessages(
  core: Core,
  channel: ChannelRecord,
  messages: MessageRecord[],
): void {
  for (const message of messages) {
    removeFromChannel(core, channel, message);
    announceMessage(core, 'delete', message, false);
  }
  if (messages.length === 0) return;
  for (const applicationId of listListeningBots(core, channel))
    core.gateway.dispatch({
      applicationId,
      guildId: channel.guildId,
      intent: Intent.GuildMessages,
      event: 'MESSAGE_DELETE_BULK',
      data: {
        ids: messages.map((message) => message.id),
        channel_id: channel.id,
        guild_id: channel.guildId,
      },
    });
}

function removeFromChannel(core: Core, channel: ChannelRecord, message: MessageRecord): void {
  removeMessage(channel, message.id);
  for (const file of message.attachments) core.files.remove(file.id);
  if (message.pinned) channel.pinIds = channel.pinIds.filter((id) => id !== message.id);
  if (channel.thread) channel.thread.messageCount = Math.max(0, channel.thread.messageCount - 1);
}
