import type { RestRoute } from '../http/rest-route.ts';
import { RouteTable } from '../http/route-table.ts';
import { applicationRoutes } from './applications.ts';
import { auditLogRoutes } from './audit-log.ts';
import { banRoutes } from './bans.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { editMemberRoutes } from './edit-member.ts';
import { emojiRoutes } from './emojis.ts';
import { gatewayRoutes } from './gateway.ts';
import { guildRoutes } from './guilds.ts';
import { interactionCallbackRoutes } from './interaction-callback.ts';
import { interactionMessageRoutes } from './interaction-messages.ts';
import { memberRoutes } from './members.ts';
import { messageRoutes } from './messages.ts';
import { monetizationRoutes } from './monetization.ts';
import { pinRoutes } from './pins.ts';
import { roleRoutes } from './roles.ts';
import { threadMemberRoutes } from './thread-members.ts';
import { threadRoutes } from './threads.ts';
import { userRoutes } from './users.ts';

/** Every REST endpoint of Discord that is spoken here. */
export function createRestRoutes(): RouteTable<RestRoute> {
  const table = new RouteTable<RestRoute>();
  for (const route of [
    ...applicationRoutes,
    ...auditLogRoutes,
    ...banRoutes,
    ...channelRoutes,
    ...commandRoutes,
    ...editMemberRoutes,
    ...emojiRoutes,
    ...gatewayRoutes,
    ...guildRoutes,
    ...interactionCallbackRoutes,
    ...interactionMessageRoutes,
    ...memberRoutes,
    ...messageRoutes,
    ...monetizationRoutes,
    ...pinRoutes,
    ...roleRoutes,
    ...threadMemberRoutes,
    ...threadRoutes,
    ...userRoutes,
  ])
    table.add(route.method, route.path, route);
  return table;
}
