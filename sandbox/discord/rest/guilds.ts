import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { canSee } from '../permissions/compute.ts';
import { requireGuild } from '../permissions/require.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import { presentGuild } from '../present/guild.ts';
import { presentRole } from '../present/role.ts';
import type { GuildRecord } from '../state/types.ts';

export const guildRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id', getGuild),
  botRoute('GET', '/guilds/:guild_id/channels', channels),
  botRoute('GET', '/guilds/:guild_id/roles', (core, call) =>
    [...guildOf(core, call).roles.values()].map(presentRole),
  ),
  botRoute('GET', '/guilds/:guild_id/roles/:role_id', getRole),
  botRoute('GET', '/guilds/:guild_id/threads/active', activeThreads),
];

function guildOf(core: Core, call: Call): GuildRecord {
  return requireGuild(core.world, call.param('guild_id'), call.botId);
}

function getGuild(core: Core, call: Call): unknown {
  const guild = guildOf(core, call);
  if (call.query.get('with_counts') !== 'true') return presentGuild(guild);
  return {
    ...presentGuild(guild),
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
}

function channels(core: Core, call: Call): unknown {
  return [...guildOf(core, call).channelIds].map((id) =>
    presentChannel(core.world, core.world.channels.get(id)!),
  );
}

function getRole(core: Core, call: Call): unknown {
  const role = guildOf(core, call).roles.get(call.param('role_id'));
  if (!role) throw discordError(10011);
  return presentRole(role);
}

function activeThreads(core: Core, call: Call): unknown {
  const guild = guildOf(core, call);
  const threads = [...guild.activeThreadIds]
    .map((id) => core.world.channels.get(id)!)
    .filter((thread) => canSee(core.world, thread, call.botId));
  return {
    threads: threads.map((thread) => presentChannel(core.world, thread, call.botId)),
    members: threads
      .filter((thread) => thread.thread!.members.has(call.botId))
      .map((thread) => presentThreadMember(thread, call.botId)),
  };
}
