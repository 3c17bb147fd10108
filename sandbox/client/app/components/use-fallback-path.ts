import { createPath, useAppLocation } from '../state/app-location.ts';
import { type ClientState, findChannel, findServer } from '../state/client-state.ts';
import { useClientState } from '../state/session-context.ts';

/** Where to go instead when the URL names a place that this person does not see; null to stay. */
export function useFallbackPath(): string | null {
  const appLocation = useAppLocation();
  return useClientState((state) =>
    getFallbackPath(state, appLocation.serverId, appLocation.channelId),
  );
}

function getFallbackPath(
  state: ClientState,
  serverId: string | null,
  channelId: string | null,
): string | null {
  const { overview } = state;
  if (!overview) return null;
  const channel = findChannel(state, channelId);
  if (channel && (channel.guild_id ?? '@me') === serverId) return null;
  // An archived thread is in no list, its page still is.
  if (channel) return createPath(channel.guild_id ?? '@me', channel.id);
  if (serverId === '@me') {
    const dm = overview.dms[0];
    return dm ? createPath('@me', dm.id) : channelId ? createPath('@me') : null;
  }
  const server = findServer(state, serverId) ?? overview.servers[0];
  if (!server) return createPath('@me');
  const first = pickDefaultChannel(server.channels);
  const path = createPath(server.id, first?.id);
  return serverId === server.id && !first && !channelId ? null : path;
}

/** The channel that says what to do there, or the first one. */
function pickDefaultChannel<T extends { type: number; topic?: string | null }>(channels: T[]) {
  const textChannels = channels.filter((channel) => channel.type === 0);
  return textChannels.find((channel) => channel.topic?.includes('/')) ?? textChannels[0];
}
