import { pathOf, usePlace } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { findChannel, findServer, type World } from '../state/world.ts';

/** Where to go instead when the URL names a place that this person does not see; null to stay. */
export function useHome(): string | null {
  const place = usePlace();
  return useWorld((world) => homeOf(world, place.serverId, place.channelId));
}

function homeOf(world: World, serverId: string | null, channelId: string | null): string | null {
  const { overview } = world;
  if (!overview) return null;
  const channel = findChannel(world, channelId);
  if (channel && (channel.guild_id ?? '@me') === serverId) return null;
  // An archived thread is in no list, its page still is.
  if (channel) return pathOf(channel.guild_id ?? '@me', channel.id);
  if (serverId === '@me') {
    const dm = overview.dms[0];
    return dm ? pathOf('@me', dm.id) : channelId ? pathOf('@me') : null;
  }
  const server = findServer(world, serverId) ?? overview.servers[0];
  if (!server) return pathOf('@me');
  const first = entrance(server.channels);
  const path = pathOf(server.id, first?.id);
  return serverId === server.id && !first && !channelId ? null : path;
}

/** The channel that says what to do there, or the first one. */
function entrance<T extends { type: number; topic?: string | null }>(channels: T[]) {
  const texts = channels.filter((channel) => channel.type === 0);
  return texts.find((channel) => channel.topic?.includes('/')) ?? texts[0];
}
