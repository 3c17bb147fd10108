import { z } from 'zod';
import { announceThread } from '../actions/announce-thread.ts';
import { addThreadMembers, removeThreadMember } from '../actions/thread-members.ts';
import { createThread as create, setArchived } from '../actions/threads.ts';
import type { Core } from '../core.ts';
import { Permission } from '../permissions/bits.ts';
import { canSee, computeChannelPermissions } from '../permissions/compute.ts';
import { presentChannel } from '../present/channel.ts';
import { findVisibleChannel } from './find.ts';
import { ControlError, flag, id, operation } from './operation.ts';

const forbiddenError = () =>
  new ControlError(403, 'FORBIDDEN', 'You do not have permission to do this.');

function findThread(core: Core, personId: string, threadId: string) {
  const channel = findVisibleChannel(core, personId, threadId);
  if (!channel.thread) throw new ControlError(400, 'NOT_A_THREAD', `${threadId} is no thread.`);
  return { channel, thread: channel.thread };
}

export const createThread = operation({
  method: 'POST',
  path: '/control/people/:personId/channels/:channelId/threads',
  input: z.object({
    personId: id,
    channelId: id,
    name: z.string().min(1).max(100),
    private: flag.default(false),
  }),
  run(core, input) {
    const parent = findVisibleChannel(core, input.personId, input.channelId);
    const requiredPermission = input.private
      ? Permission.CreatePrivateThreads
      : Permission.CreatePublicThreads;
    if (
      parent.type !== 0 ||
      !(computeChannelPermissions(core.state, parent, input.personId) & requiredPermission)
    )
      throw forbiddenError();
    const thread = create(core, {
      parent,
      name: input.name,
      type: input.private ? 12 : 11,
      ownerId: input.personId,
      autoArchiveMinutes: 4320,
      invitable: true,
      slowmode: 0,
      from: null,
    });
    return presentChannel(core.state, thread, input.personId);
  },
});

/** Archive, open, lock or rename a thread as a person. */
export const editThread = operation({
  method: 'PATCH',
  path: '/control/people/:personId/threads/:threadId',
  input: z.object({
    personId: id,
    threadId: id,
    name: z.string().min(1).max(100).optional(),
    archived: flag.optional(),
    locked: flag.optional(),
  }),
  run(core, input) {
    const { channel, thread } = findThread(core, input.personId, input.threadId);
    const granted = computeChannelPermissions(core.state, channel, input.personId);
    const canManage = (granted & Permission.ManageThreads) !== 0n;
    const isOwner = thread.ownerId === input.personId && !thread.locked;
    if (!canManage && (!isOwner || input.locked !== undefined)) throw forbiddenError();
    if (input.name !== undefined) channel.name = input.name;
    if (input.locked !== undefined) thread.locked = input.locked;
    if (input.archived !== undefined && input.archived !== thread.archived)
      setArchived(core, channel, input.archived);
    announceThread(core, 'update', channel);
    return presentChannel(core.state, channel, input.personId);
  },
});

export const joinThread = operation({
  method: 'PUT',
  path: '/control/people/:personId/threads/:threadId/members/:userId',
  input: z.object({ personId: id, threadId: id, userId: id }),
  run(core, input) {
    const { channel } = findThread(core, input.personId, input.threadId);
    const parent = core.state.channels.get(channel.parentId!)!;
    if (!canSee(core.state, parent, input.userId)) throw forbiddenError();
    addThreadMembers(core, channel, [input.userId], input.personId);
    return presentChannel(core.state, channel, input.personId);
  },
});

export const leaveThread = operation({
  method: 'DELETE',
  path: '/control/people/:personId/threads/:threadId/members/:userId',
  input: z.object({ personId: id, threadId: id, userId: id }),
  run(core, input) {
    const { channel } = findThread(core, input.personId, input.threadId);
    const granted = computeChannelPermissions(core.state, channel, input.personId);
    if (input.userId !== input.personId && !(granted & Permission.ManageThreads))
      throw forbiddenError();
    removeThreadMember(core, channel, input.userId, input.personId);
    return { id: input.userId };
  },
});
