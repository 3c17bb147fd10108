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
  newlyCreated = false,
): void {
  const { world } = core;
  const guild = world.guilds.get(thread.guildId ?? '');
  if (!guild) return;
  core.changed();
  const gone = {
    id: thread.id,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    type: thread.type,
  };
  for (const applicationId of guild.botIds) {
    if (!canSee(world, thread, applicationId)) continue;
    core.gateway.dispatch({
      applicationId,
      guildId: guild.id,
      intent: Intent.Guilds,
      event: `THREAD_${change.toUpperCase()}`,
      data:
        change === 'delete'
          ? gone
          : {
              ...presentChannel(world, thread, applicationId),
              ...(newlyCreated ? { newly_created: true } : {}),
            },
    });
  }
  core.signals.toPeople(
    `thread_${change}`,
    { guildId: guild.id, channelId: thread.parentId },
    (id) => canSee(world, thread, id),
    (id) => (change === 'delete' ? gone : presentChannel(world, thread, id)),
  );
  if (change === 'create') core.signals.thread(thread);
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
  const { world } = core;
  const guild = world.guilds.get(thread.guildId ?? '');
  if (!guild) return;
  core.changed();
  const update = (addedIds: string[], removedIds: string[]) => ({
    id: thread.id,
    guild_id: guild.id,
    member_count: Math.min(thread.thread!.members.size, 50),
    ...(addedIds.length > 0
      ? {
          added_members: addedIds.map((id) => {
            const member = guild.members.get(id);
            return {
              ...presentThreadMember(thread, id),
              ...(member ? { member: presentMember(world, member) } : {}),
              presence: null,
            };
          }),
        }
      : {}),
    ...(removedIds.length > 0 ? { removed_member_ids: removedIds } : {}),
  });
  for (const applicationId of guild.botIds) {
    const involved = added.includes(applicationId) || removed.includes(applicationId);
    if (!canSee(world, thread, applicationId) && !involved) continue;
    if (added.includes(applicationId) && thread.type === 12)
      core.gateway.dispatch({
        applicationId,
        guildId: guild.id,
        intent: Intent.Guilds,
        event: 'THREAD_CREATE',
        data: presentChannel(world, thread, applicationId),
      });
    core.gateway.dispatch({
      applicationId,
      guildId: guild.id,
      intent: involved ? Intent.Guilds : Intent.GuildMembers,
      event: 'THREAD_MEMBERS_UPDATE',
      data: update(added, removed),
    });
  }
  core.signals.toPeople(
    'thread_members',
    { guildId: guild.id, channelId: thread.id },
    (id) => canSee(world, thread, id) || removed.includes(id),
    () => ({ ...update(added, removed), thread: presentChannel(world, thread) }),
  );
}
