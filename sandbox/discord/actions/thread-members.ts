import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { addMessage } from '../state/message-ids.ts';
import type { ChannelRecord } from '../state/types.ts';
import { announceMessage } from './announce-message.ts';
import { announceThreadMembers } from './announce-thread.ts';
import { createMessageRecord } from './create-message-record.ts';

/** Adds people to a thread; `by` (who did it) leaves the system message that Discord shows. */
export function addThreadMembers(
  core: Core,
  thread: ChannelRecord,
  userIds: string[],
  actorId: string | null,
): void {
  const added = [...new Set(userIds)].filter((id) => !thread.thread!.members.has(id));
  if (added.length === 0) return;
  for (const id of added) thread.thread!.members.set(id, { joinedAt: core.clock.iso() });
  announceThreadMembers(core, thread, added, []);
  if (actorId)
    for (const id of added)
      if (id !== actorId) postMembershipMessage(core, thread, actorId, id, true);
}

export function removeThreadMember(
  core: Core,
  thread: ChannelRecord,
  userId: string,
  actorId: string | null,
): void {
  if (!thread.thread!.members.delete(userId)) return;
  announceThreadMembers(core, thread, [], [userId]);
  if (actorId && actorId !== userId) postMembershipMessage(core, thread, actorId, userId, false);
}

function postMembershipMessage(
  core: Core,
  thread: ChannelRecord,
  actorId: string,
  userId: string,
  added: boolean,
) {
  const message = createMessageRecord(core, thread, {
    authorId: actorId,
    type: added ? MessageType.RecipientAdd : MessageType.RecipientRemove,
    mentionUserIds: [userId],
  });
  addMessage(thread, message);
  thread.lastMessageId = message.id;
  announceMessage(core, 'create', message);
}
