import { addThreadMembers, removeThreadMember } from '../acts/thread-members.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { canSee, channelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireInChannel } from '../permissions/require.ts';
import { presentThreadMember } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import type { ChannelRecord } from '../state/types.ts';

const BASE = '/channels/:channel_id/thread-members';

export const threadMemberRoutes: RestRoute[] = [
  botRoute('GET', BASE, list),
  botRoute('GET', `${BASE}/:user_id`, get),
  botRoute('PUT', `${BASE}/@me`, join),
  botRoute('DELETE', `${BASE}/@me`, (core, call) => leave(core, call)),
  botRoute('PUT', `${BASE}/:user_id`, add),
  botRoute('DELETE', `${BASE}/:user_id`, remove),
];

function threadOf(core: Core, call: Call): ChannelRecord {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (!channel.thread) throw discordError(50024);
  return channel;
}

function activeThread(core: Core, call: Call): ChannelRecord {
  const channel = threadOf(core, call);
  if (channel.thread!.archived) throw discordError(50083);
  return channel;
}

function list(core: Core, call: Call): unknown {
  const thread = threadOf(core, call);
  if (!call.application!.intents.members) throw discordError(50001);
  return [...thread.thread!.members.keys()].map((id) => shown(core, call, thread, id));
}

function get(core: Core, call: Call): unknown {
  const thread = threadOf(core, call);
  const id = call.param('user_id') === '@me' ? call.botId : call.param('user_id');
  if (!thread.thread!.members.has(id)) throw discordError(10007);
  return shown(core, call, thread, id);
}

function shown(core: Core, call: Call, thread: ChannelRecord, userId: string): unknown {
  const member = core.world.guilds.get(thread.guildId!)?.members.get(userId);
  const wanted = call.query.get('with_member') === 'true' && member;
  return {
    ...presentThreadMember(thread, userId),
    ...(wanted ? { member: presentMember(core.world, member) } : {}),
  };
}

function join(core: Core, call: Call): undefined {
  addThreadMembers(core, activeThread(core, call), [call.botId], null);
}

function leave(core: Core, call: Call): undefined {
  removeThreadMember(core, activeThread(core, call), call.botId, null);
}

function add(core: Core, call: Call): undefined {
  const thread = activeThread(core, call);
  requireInChannel(core.world, thread, call.botId, Permission.SendMessagesInThreads);
  const userId = call.param('user_id');
  const guild = core.world.guilds.get(thread.guildId!)!;
  if (!core.world.users.has(userId)) throw discordError(10013);
  if (!guild.members.has(userId)) throw discordError(10007);
  // Somebody who cannot see the channel cannot be let into a thread below it.
  const parent = core.world.channels.get(thread.parentId!)!;
  if (!canSee(core.world, parent, userId)) throw discordError(50001);
  addThreadMembers(core, thread, [userId], call.botId);
}

function remove(core: Core, call: Call): undefined {
  const thread = activeThread(core, call);
  const userId = call.param('user_id');
  const granted = channelPermissions(core.world, thread, call.botId);
  const ownsPrivate = thread.type === 12 && thread.thread!.ownerId === call.botId;
  if (userId !== call.botId && !ownsPrivate && !(granted & Permission.ManageThreads))
    throw discordError(50013);
  if (!thread.thread!.members.has(userId)) throw discordError(10007);
  removeThreadMember(core, thread, userId, call.botId);
}
