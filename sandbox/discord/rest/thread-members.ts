import { addThreadMembers, removeThreadMember } from '../actions/thread-members.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { canSee, computeChannelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentThreadMember } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import type { ChannelRecord } from '../state/types.ts';

const BASE = '/channels/:channel_id/thread-members';

export const threadMemberRoutes: RestRoute[] = [
  botRoute('GET', BASE, listThreadMembers),
  botRoute('GET', `${BASE}/:user_id`, getThreadMember),
  botRoute('PUT', `${BASE}/@me`, joinThread),
  botRoute('DELETE', `${BASE}/@me`, (core, request) => leaveThread(core, request)),
  botRoute('PUT', `${BASE}/:user_id`, addThreadMember),
  botRoute('DELETE', `${BASE}/:user_id`, removeOtherMember),
];

function getThread(core: Core, request: RestRequest): ChannelRecord {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (!channel.thread) throw discordError(50024);
  return channel;
}

function getActiveThread(core: Core, request: RestRequest): ChannelRecord {
  const channel = getThread(core, request);
  if (channel.thread!.archived) throw discordError(50083);
  return channel;
}

function listThreadMembers(core: Core, request: RestRequest): unknown {
  const thread = getThread(core, request);
  if (!request.application!.intents.members) throw discordError(50001);
  return [...thread.thread!.members.keys()].map((id) =>
    presentWithMember(core, request, thread, id),
  );
}

function getThreadMember(core: Core, request: RestRequest): unknown {
  const thread = getThread(core, request);
  const id = request.param('user_id') === '@me' ? request.botId : request.param('user_id');
  if (!thread.thread!.members.has(id)) throw discordError(10007);
  return presentWithMember(core, request, thread, id);
}

function presentWithMember(
  core: Core,
  request: RestRequest,
  thread: ChannelRecord,
  userId: string,
): unknown {
  const member = core.state.guilds.get(thread.guildId!)?.members.get(userId);
  const isMemberRequested = request.readFlag('with_member') && member;
  return {
    ...presentThreadMember(thread, userId),
    ...(isMemberRequested ? { member: presentMember(core.state, member) } : {}),
  };
}

function joinThread(core: Core, request: RestRequest): undefined {
  addThreadMembers(core, getActiveThread(core, request), [request.botId], null);
}

function leaveThread(core: Core, request: RestRequest): undefined {
  removeThreadMember(core, getActiveThread(core, request), request.botId, null);
}

function addThreadMember(core: Core, request: RestRequest): undefined {
  const thread = getActiveThread(core, request);
  requireChannelPermissions(core.state, thread, request.botId, Permission.SendMessagesInThreads);
  const userId = request.param('user_id');
  const guild = core.state.guilds.get(thread.guildId!)!;
  if (!core.state.users.has(userId)) throw discordError(10013);
  if (!guild.members.has(userId)) throw discordError(10007);
  // Somebody who cannot see the channel cannot be let into a thread below it.
  const parent = core.state.channels.get(thread.parentId!)!;
  if (!canSee(core.state, parent, userId)) throw discordError(50001);
  addThreadMembers(core, thread, [userId], request.botId);
}

function removeOtherMember(core: Core, request: RestRequest): undefined {
  const thread = getActiveThread(core, request);
  const userId = request.param('user_id');
  const granted = computeChannelPermissions(core.state, thread, request.botId);
  const ownsPrivate = thread.type === 12 && thread.thread!.ownerId === request.botId;
  if (userId !== request.botId && !ownsPrivate && !(granted & Permission.ManageThreads))
    throw discordError(50013);
  if (!thread.thread!.members.has(userId)) throw discordError(10007);
  removeThreadMember(core, thread, userId, request.botId);
}
