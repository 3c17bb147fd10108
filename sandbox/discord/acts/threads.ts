import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { announceMessage } from './announce-message.ts';
import { announceThread } from './announce-thread.ts';
import { newChannel } from './channels.ts';
import { postMessage } from './post-message.ts';
import { addThreadMembers } from './thread-members.ts';

export interface NewThread {
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

export function createThread(core: Core, wish: NewThread): ChannelRecord {
  const guild = core.world.guilds.get(wish.parent.guildId ?? '')!;
  if (guild.activeThreadIds.size >= core.rules.activeThreads) throw discordError(160006);
  const now = core.clock.iso();
  const thread = newChannel({
    id: wish.from?.id ?? core.newId(),
    type: wish.type,
    guildId: guild.id,
    parentId: wish.parent.id,
    name: wish.name,
    slowmode: wish.slowmode,
    thread: {
      ownerId: wish.ownerId,
      archived: false,
      locked: false,
      invitable: wish.invitable,
      autoArchiveMinutes: wish.autoArchiveMinutes,
      archiveChangedAt: now,
      createdAt: now,
      messageCount: 0,
      totalSent: 0,
      members: new Map([[wish.ownerId, { joinedAt: now }]]),
    },
  });
  core.world.channels.set(thread.id, thread);
  wish.parent.threadIds.add(thread.id);
  guild.activeThreadIds.add(thread.id);
  announceThread(core, 'create', thread, true);
  if (wish.from) startFromMessage(core, wish.parent, wish.from, thread, wish.ownerId);
  else if (wish.type !== 12)
    postMessage(core, wish.parent, {
      authorId: wish.ownerId,
      type: MessageType.ThreadCreated,
      content: wish.name,
      reference: { messageId: null, channelId: thread.id, guildId: guild.id },
    });
  return thread;
}

function startFromMessage(
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
  if (!core.world.users.get(message.authorId)?.bot)
    addThreadMembers(core, thread, [message.authorId], null);
}

export function setArchived(core: Core, thread: ChannelRecord, archived: boolean): void {
  const guild = core.world.guilds.get(thread.guildId ?? '')!;
  if (!archived && !guild.activeThreadIds.has(thread.id)) {
    if (guild.activeThreadIds.size >= core.rules.activeThreads) throw discordError(160006);
  }
  thread.thread!.archived = archived;
  thread.thread!.archiveChangedAt = core.clock.iso();
  if (archived) guild.activeThreadIds.delete(thread.id);
  else guild.activeThreadIds.add(thread.id);
}

/** Archives threads in which nothing was said for as long as they were set to wait. */
export function archiveSilentThreads(core: Core, lastActivity: (thread: ChannelRecord) => number) {
  const now = core.clock.now();
  for (const guild of core.world.guilds.values())
    for (const id of guild.activeThreadIds) {
      const thread = core.world.channels.get(id);
      if (!thread?.thread) continue;
      if (now - lastActivity(thread) < thread.thread.autoArchiveMinutes * 60_000) continue;
      setArchived(core, thread, true);
      announceThread(core, 'update', thread);
    }
}
