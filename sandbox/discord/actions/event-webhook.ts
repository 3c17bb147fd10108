import type { Core } from '../core.ts';
import { presentGuild } from '../present/guild.ts';
import { presentUser } from '../present/user.ts';
import type { ApplicationRecord } from '../state/types.ts';
import { postSigned } from './signed-post.ts';

const USER_AGENT = 'Discord-Webhook/1.0 (+https://discord.com)';

interface AuthorizedData {
  integration_type: number;
  userId: string;
  scopes: string[];
  guildId: string;
}

/** Sends a webhook event to the application's address, signed with Ed25519 as Discord signs it. */
export function notifyWebhook(
  core: Core,
  application: ApplicationRecord,
  type: string,
  data: AuthorizedData | Record<string, unknown>,
): void {
  if (!application.eventWebhookUrl) return;
  const body = JSON.stringify({
    version: 1,
    application_id: application.id,
    type: 1,
    event: {
      type,
      timestamp: new Date(core.clock.now()).toISOString(),
      data: createEventData(core, data),
    },
  });
  const url = application.eventWebhookUrl;
  void postSigned({ application, url, body, userAgent: USER_AGENT }).catch(() => undefined);
}

function createEventData(core: Core, data: AuthorizedData | Record<string, unknown>): unknown {
  if (!('guildId' in data) || !('userId' in data)) return data;
  const { guildId, userId, ...rest } = data as AuthorizedData;
  const user = core.state.users.get(userId);
  const guild = core.state.guilds.get(guildId);
  return {
    ...rest,
    ...(user ? { user: presentUser(user) } : {}),
    ...(guild ? { guild: presentGuild(guild) } : {}),
  };
}
