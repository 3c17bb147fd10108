import type { RestRoute } from '../http/rest-route.ts';
import { RouteTable } from '../http/route-table.ts';
import { applicationRoutes } from './applications.ts';
import { auditLogRoutes } from './audit-log.ts';
import { banRoutes } from './bans.ts';
import { channelRoutes } from './channels.ts';
import { commandPermissionRoutes } from './command-permissions.ts';
import { commandRoutes } from './commands.ts';
import { editMemberRoutes } from './edit-member.ts';
import { emojiRoutes } from './emojis.ts';
import { gatewayRoutes } from './gateway.ts';
import { guildRoutes } from './guilds.ts';
import { interactionCallbackRoutes } from './interaction-callback.ts';
import { interactionMessageRoutes } from './interaction-messages.ts';
import { inviteRoutes } from './invites.ts';
import { memberRoutes } from './members.ts';
import { messageRoutes } from './messages.ts';
import { monetizationRoutes } from './monetization.ts';
import { NOT_SPOKEN_ROUTES } from './not-spoken.ts';
import { pinRoutes } from './pins.ts';
import { pollRoutes } from './polls.ts';
import { reactionRoutes } from './reactions.ts';
import { roleRoutes } from './roles.ts';
import { threadMemberRoutes } from './thread-members.ts';
import { threadRoutes } from './threads.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every REST endpoint that Discord documents: those that are spoken here, and the others. */
export function createRestRoutes(): RouteTable<RestRoute> {
  const table = new RouteTable<RestRoute>();
  for (const route of [
    ...applicationRoutes,
    ...auditLogRoutes,
    ...banRoutes,
    ...channelRoutes,
    ...commandPermissionRoutes,
    ...commandRoutes,
    ...editMemberRoutes,
    ...emojiRoutes,
    ...gatewayRoutes,
    ...guildRoutes,
    ...interactionCallbackRoutes,
    ...interactionMessageRoutes,
    ...inviteRoutes,
    ...memberRoutes,
    ...messageRoutes,
    ...monetizationRoutes,
    ...pinRoutes,
    ...pollRoutes,
    ...reactionRoutes,
    ...roleRoutes,
    ...threadMemberRoutes,
    ...threadRoutes,
    ...userRoutes,
    ...webhookRoutes,
  ])
    table.add(route.method, route.path, route);
  for (const route of NOT_SPOKEN_ROUTES) table.add(route.method, route.path, route);
  return table;
}
