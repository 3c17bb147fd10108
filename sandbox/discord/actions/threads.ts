import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { announceMessage } from './announce-message.ts';
import { announceThread } from './announce-thread.ts';
import { createChannelRecord } from './channels.ts';
import { postMessage } from './post-message.ts';
import { addThreadMembers } from './thread-members.ts';

export interface ThreadInput {
  parent: ChannelRecord;
  name: string;
  type: 10 | 11 | 12;
  ownerId: string;
  autoArchiveMinutes: number;
  invitable: boolean;
  slowmode: number;
  /** The message it hangs on; the thread then has that message's id. */
  from: MessageRecord | null;
}

export function createThread(core: Core, input: ThreadInput): ChannelRecord {
  const guild = core.state.guilds.get(input.parent.guildId ?? '')!;
  if (guild.activeThreadIds.size >= core.rules.activeThreads) throw discordError(160006);
  const now = core.clock.iso();
  const thread = createChannelRecord({
    id: input.from?.id ?? core.newId(),
    type: input.type,
    guildId: guild.id,
    parentId: input.parent.id,
    name: input.name,
    slowmode: input.slowmode,
    thread: {
      ownerId: input.ownerId,
      archived: false,
      locked: false,
      invitable: input.invitable,
      autoArchiveMinutes: input.autoArchiveMinutes,
      archiveChangedAt: now,
      createdAt: now,
      messageCount: 0,
      totalSent: 0,
      members: new Map([[input.ownerId, { joinedAt: now }]]),
    },
  });
  core.state.channels.set(thread.id, thread);
  input.parent.threadIds.add(thread.id);
  guild.activeThreadIds.add(thread.id);
  announceThread(core, 'create', thread, true);
  if (input.from) attachToMessage(core, input.parent, input.from, thread, input.ownerId);
  else if (input.type !== 12)
    postMessage(core, input.parent, {
      authorId: input.ownerId,
      type: MessageType.ThreadCreated,
      content: input.name,
      reference: { messageId: null, channelId: thread.id, guildId: guild.id },
    });
  return thread;
}

function attachToMessage(
  core: Core,
  parent: ChannelRecord,
  message: MessageRecord,
  thread: ChannelRecord,
  ownerId: string,
): void {
  message.threadId = thread.id;
  message.flags |= 32;
  announceMessage(core, 'update', message);
  postMessage(core, thread, {
    authorId: ownerId,
    type: MessageType.ThreadStarterMessage,
    reference: { messageId: message.id, channelId: parent.id, guildId: parent.guildId },
  });
  if (!core.state.users.get(message.authorId)?.bot)
    addThreadMembers(core, thread, [message.authorId], null);
}

export function setArchived(core: Core, thread: ChannelRecord, archived: boolean): void {
  const guild = core.state.guilds.get(thread.guildId ?? '')!;
  if (!archived && !guild.activeThreadIds.has(thread.id)) {
    if (guild.activeThreadIds.size >= core.rules.activeThreads) throw discordError(160006);
  }
  thread.thread!.archived = archived;
  thread.thread!.archiveChangedAt = core.clock.iso();
  if (archived) guild.activeThreadIds.delete(thread.id);
  else guild.activeThreadIds.add(thread.id);
}

/** Archives threads in which nothing was said for as long as they were set to wait. */
export function archiveInactiveThreads(
  core: Core,
  lastActivity: (thread: ChannelRecord) => number,
) {
  const now = core.clock.now();
  for (const guild of core.state.guilds.values())
    for (const id of guild.activeThreadIds) {
      const thread = core.state.channels.get(id);
      if (!thread?.thread) continue;
      if (now - lastActivity(thread) < thread.thread.autoArchiveMinutes * 60_000) continue;
      setArchived(core, thread, true);
      announceThread(core, 'update', thread);
    }
}
