import type { Core } from '../core.ts';
import { Intent } from '../gateway/intents.ts';
import { canSee } from '../permissions/compute.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import type { ChannelRecord } from '../state/types.ts';

type Change = 'create' | 'update' | 'delete';

export function announceThread(
  core: Core,
  change: Change,
  thread: ChannelRecord,
  isNew = false,
): void {
  const { state } = core;
  const guild = state.guilds.get(thread.guildId ?? '');
  if (!guild) return;
  core.markChanged();
  const deletedPayload = {
    id: thread.id,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    type: thread.type,
  };
  for (const applicationId of guild.botIds) {
    if (!canSee(state, thread, applicationId)) continue;
    core.gateway.dispatch({
      applicationId,
      guildId: guild.id,
      intent: Intent.Guilds,
      event: `THREAD_${change.toUpperCase()}`,
      data:
        change === 'delete'
          ? deletedPayload
          : {
              ...presentChannel(state, thread, applicationId),
              ...(isNew ? { newly_created: true } : {}),
            },
    });
  }
  core.eventBus.publishToPeople(
    `thread_${change}`,
    { guildId: guild.id, channelId: thread.parentId },
    (id) => canSee(state, thread, id),
    (id) => (change === 'delete' ? deletedPayload : presentChannel(state, thread, id)),
  );
  if (change === 'create') core.eventBus.publishThread(thread);
}

/**
 * Bots with the Guild Members intent hear of everybody; the others only when they themselves
 * are added or removed.
 */
export function announceThreadMembers(
  core: Core,
  thread: ChannelRecord,
  added: string[],
  removed: string[],
): void {
  const { state } = core;
  const guild = state.guilds.get(thread.guildId ?? '');
  if (!guild) return;
  core.markChanged();
  const createUpdate = (addedIds: string[], removedIds: string[]) => ({
    id: thread.id,
    guild_id: guild.id,
    member_count: Math.min(thread.thread!.members.size, 50),
    ...(addedIds.length > 0
      ? {
          added_members: addedIds.map((id) => {
            const member = guild.members.get(id);
            return {
              ...presentThreadMember(thread, id),
              ...(member ? { member: presentMember(state, member) } : {}),
              presence: null,
            };
          }),
        }
      : {}),
    ...(removedIds.length > 0 ? { removed_member_ids: removedIds } : {}),
  });
  for (const applicationId of guild.botIds) {
    const isInvolved = added.includes(applicationId) || removed.includes(applicationId);
    if (!canSee(state, thread, applicationId) && !isInvolved) continue;
    if (added.includes(applicationId) && thread.type === 12)
      core.gateway.dispatch({
        applicationId,
        guildId: guild.id,
        intent: Intent.Guilds,
        event: 'THREAD_CREATE',
        data: presentChannel(state, thread, applicationId),
      });
    core.gateway.dispatch({
      applicationId,
      guildId: guild.id,
      intent: isInvolved ? Intent.Guilds : Intent.GuildMembers,
      event: 'THREAD_MEMBERS_UPDATE',
      data: createUpdate(added, removed),
    });
  }
  core.eventBus.publishToPeople(
    'thread_members',
    { guildId: guild.id, channelId: thread.id },
    (id) => canSee(state, thread, id) || removed.includes(id),
    () => ({ ...createUpdate(added, removed), thread: presentChannel(state, thread) }),
  );
}
