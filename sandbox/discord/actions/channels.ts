import type { Core } from '../core.ts';
import type { ChannelRecord } from '../state/types.ts';
import { announceChannel } from './announce.ts';
import { announceThread } from './announce-thread.ts';

export function createChannelRecord(
  fields: Partial<ChannelRecord> & Pick<ChannelRecord, 'id' | 'type'>,
): ChannelRecord {
  return {
    guildId: null,
    parentId: null,
    name: '',
    topic: null,
    position: 0,
    nsfw: false,
    slowmode: 0,
    overwrites: [],
    recipients: [],
    thread: null,
    lastMessageId: null,
    lastPinAt: null,
    threadIds: new Set(),
    pinIds: [],
    messages: new Map(),
    messageIds: [],
    ...fields,
  };
}

export function addGuildChannel(core: Core, channel: ChannelRecord): void {
  const guild = core.state.guilds.get(channel.guildId ?? '')!;
  core.state.channels.set(channel.id, channel);
  guild.channelIds.add(channel.id);
  announceChannel(core, 'create', channel);
}

/** Deletes a channel or thread with all that is in it. */
export function deleteChannel(core: Core, channel: ChannelRecord): void {
  const { state } = core;
  const guild = state.guilds.get(channel.guildId ?? '');
  for (const id of [...channel.threadIds]) {
    const thread = state.channels.get(id);
    if (thread) deleteChannel(core, thread);
  }
  if (channel.thread) {
    announceThread(core, 'delete', channel);
    state.channels.get(channel.parentId ?? '')?.threadIds.delete(channel.id);
    guild?.activeThreadIds.delete(channel.id);
  } else {
    guild?.channelIds.delete(channel.id);
    announceChannel(core, 'delete', channel);
  }
  for (const message of channel.messages.values())
    for (const file of message.attachments) core.files.remove(file.id);
  for (const webhook of state.webhooks.values())
    if (webhook.channelId === channel.id) state.webhooks.delete(webhook.id);
  for (const invite of state.invites.values())
    if (invite.channelId === channel.id) state.invites.delete(invite.code);
  state.channels.delete(channel.id);
}
