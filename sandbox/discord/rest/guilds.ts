import type { Core } from '../core.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { canSee } from '../permissions/compute.ts';
import { requireGuild } from '../permissions/require.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import { presentGuild } from '../present/guild.ts';
import type { GuildRecord } from '../state/types.ts';

/** Some of those that Discord lists. */
const VOICE_REGIONS = [
  { id: 'rotterdam', name: 'Rotterdam', optimal: true },
  { id: 'us-east', name: 'US East', optimal: false },
  { id: 'japan', name: 'Japan', optimal: false },
].map((region) => ({ ...region, deprecated: false, custom: false }));

export const guildRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id', getGuild),
  botRoute('GET', '/guilds/:guild_id/channels', listChannels),
  botRoute('GET', '/guilds/:guild_id/preview', getPreview),
  botRoute('GET', '/guilds/:guild_id/regions', (core, request) => {
    getOwnGuild(core, request);
    return VOICE_REGIONS;
  }),
  botRoute('GET', '/voice/regions', () => VOICE_REGIONS),
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

/** Of servers that are not discoverable only their members see it. */
function getPreview(core: Core, request: RestRequest): unknown {
  const guild = getOwnGuild(core, request);
  const presented = presentGuild(guild);
  const { id, name, icon, splash, discovery_splash, emojis, features, description, stickers } =
    presented;
  return {
    id,
    name,
    icon,
    splash,
    discovery_splash,
    emojis,
    features,
    description,
    stickers,
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
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
