import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { canSee } from '../permissions/compute.ts';
import { requireGuild } from '../permissions/require.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import { presentGuild } from '../present/guild.ts';
import { presentRole } from '../present/role.ts';
import type { GuildRecord } from '../state/types.ts';

export const guildRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id', getGuild),
  botRoute('GET', '/guilds/:guild_id/channels', listChannels),
  botRoute('GET', '/guilds/:guild_id/roles', (core, request) =>
    [...getOwnGuild(core, request).roles.values()].map(presentRole),
  ),
  botRoute('GET', '/guilds/:guild_id/roles/:role_id', getRole),
  botRoute('GET', '/guilds/:guild_id/threads/active', listActiveThreads),
];

function getOwnGuild(core: Core, request: RestRequest): GuildRecord {
  return requireGuild(core.state, request.param('guild_id'), request.botId);
}

function getGuild(core: Core, request: RestRequest): unknown {
  const guild = getOwnGuild(core, request);
  if (!request.readFlag('with_counts')) return presentGuild(guild);
  return {
    ...presentGuild(guild),
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
}

function listChannels(core: Core, request: RestRequest): unknown {
  return [...getOwnGuild(core, request).channelIds].map((id) =>
    presentChannel(core.state, core.state.channels.get(id)!),
  );
}

function getRole(core: Core, request: RestRequest): unknown {
  const role = getOwnGuild(core, request).roles.get(request.param('role_id'));
  if (!role) throw discordError(10011);
  return presentRole(role);
}

function listActiveThreads(core: Core, request: RestRequest): unknown {
  const guild = getOwnGuild(core, request);
  const threads = [...guild.activeThreadIds]
    .map((id) => core.state.channels.get(id)!)
    .filter((thread) => canSee(core.state, thread, request.botId));
  return {
    threads: threads.map((thread) => presentChannel(core.state, thread, request.botId)),
    members: threads
      .filter((thread) => thread.thread!.members.has(request.botId))
      .map((thread) => presentThreadMember(thread, request.botId)),
    has_more: false,
  };
}
