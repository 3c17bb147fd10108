import { z } from 'zod';
import { Permission } from '../permissions/bits.ts';
import { canSee, computeChannelPermissions } from '../permissions/compute.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { getMessagePage } from '../state/message-ids.ts';
import { compareIds } from '../state/snowflake.ts';
import { findChannel, findVisibleChannel, findVisibleMessage } from './find.ts';
import { count, flag, id, operation } from './operation.ts';

/** A page as this person sees it, oldest first, their ephemeral answers among the rest. */
export const readMessages = operation({
  method: 'GET',
  path: '/control/people/:personId/channels/:channelId/messages',
  input: z.object({
    personId: id,
    channelId: id,
    limit: count.max(200).default(50),
    before: id.optional(),
    after: id.optional(),
  }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const history =
      computeChannelPermissions(core.state, channel, input.personId) &
      Permission.ReadMessageHistory;
    const page = history ? getMessagePage(channel, input).toReversed() : [];
    const first = page[0]?.id ?? '0';
    const isLastPage = page.length < input.limit;
    const ephemeral = core.interactions
      .listEphemeral(input.personId, channel.id)
      .filter(
        (message) =>
          (isLastPage || compareIds(message.id, first) > 0) &&
          (!input.before || compareIds(message.id, input.before) < 0) &&
          (!input.after || compareIds(message.id, input.after) > 0),
      );
    return [...page, ...ephemeral]
      .toSorted((a, b) => compareIds(a.id, b.id))
      .map((message) => presentMessage(core, message));
  },
});

export const readMessage = operation({
  method: 'GET',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId',
  input: z.object({ personId: id, channelId: id, messageId: id }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    return presentMessage(core, findVisibleMessage(core, input.personId, channel, input.messageId));
  },
});

/** The DM with a bot, oldest first; empty when there is none. */
export const readDm = operation({
  method: 'GET',
  path: '/control/people/:personId/dms/:userId/messages',
  input: z.object({ personId: id, userId: id, limit: count.max(200).default(50) }),
  run(core, input) {
    const channel = core.state.findDm(input.personId, input.userId);
    if (!channel) return [];
    return getMessagePage(channel, { limit: input.limit })
      .toReversed()
      .map((message) => presentMessage(core, message));
  },
});

/** Answers that only this person sees, in one channel or everywhere. */
export const readEphemeral = operation({
  method: 'GET',
  path: '/control/people/:personId/ephemeral',
  input: z.object({ personId: id, channelId: id.optional() }),
  run: (core, input) =>
    core.interactions
      .listEphemeral(input.personId, input.channelId ?? null)
      .map((message) => presentMessage(core, message)),
});

/** Threads below a channel that this person sees; archived ones too when asked. */
export const listThreads = operation({
  method: 'GET',
  path: '/control/people/:personId/channels/:channelId/threads',
  input: z.object({ personId: id, channelId: id, archived: flag.default(false) }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    return [...channel.threadIds]
      .map((item) => core.state.channels.get(item)!)
      .filter((thread) => input.archived || !thread.thread!.archived)
      .filter((thread) => canSee(core.state, thread, input.personId))
      .map((thread) => presentChannel(core.state, thread, input.personId));
  },
});

export const listThreadMembers = operation({
  method: 'GET',
  path: '/control/channels/:channelId/thread-members',
  input: z.object({ channelId: id }),
  run(core, { channelId }) {
    const thread = findChannel(core, channelId);
    const guild = core.state.guilds.get(thread.guildId ?? '');
    return [...(thread.thread?.members.keys() ?? [])].map((userId) => {
      const member = guild?.members.get(userId);
      return {
        ...presentThreadMember(thread, userId),
        member: member ? presentMember(core.state, member) : null,
      };
    });
  },
});

/** A channel as it really is, with all its messages' ids: for tests, not for a person's eyes. */
export const inspectChannel = operation({
  method: 'GET',
  path: '/control/channels/:channelId',
  input: z.object({ channelId: id, limit: count.max(1000).default(100) }),
  run(core, { channelId, limit }) {
    const channel = findChannel(core, channelId);
    return {
      channel: presentChannel(core.state, channel),
      threadIds: [...channel.threadIds],
      messageCount: channel.messages.size,
      messages: getMessagePage(channel, { limit })
        .toReversed()
        .map((message) => presentMessage(core, message)),
    };
  },
});
