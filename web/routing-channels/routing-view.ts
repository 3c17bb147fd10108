import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentRouting = ({ routing, revisions }: GuildSettings) => ({
  approvedChannelId: routing.approvedChannelId,
  rejectedChannelId: routing.rejectedChannelId,
  revision: revisions.routing,
});

export type RoutingView = ReturnType<typeof presentRouting>;
