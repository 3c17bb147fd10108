import { createPrivateKey, sign } from 'node:crypto';
import type { Core } from '../core.ts';
import { presentGuild } from '../present/guild.ts';
import { presentUser } from '../present/user.ts';
import type { ApplicationRecord } from '../state/types.ts';

const TIMEOUT_MS = 3000;

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
  void postSigned(application, body).catch(() => undefined);
}

/** Sends a signed body; resolves to the status that the receiver answered. */
async function postSigned(application: ApplicationRecord, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = createPrivateKey(application.privateKeyPem);
  const response = await fetch(application.eventWebhookUrl!, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Discord-Webhook/1.0 (+https://discord.com)',
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
      'x-signature-timestamp': timestamp,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.status;
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
