import type { DiscordState } from '../state/discord-state.ts';
import type { WebhookRecord } from '../state/moderation-types.ts';
import { presentUser } from './user.ts';

const INCOMING = 1;

/** `user` is left out where the webhook was found by its token. */
export function presentWebhook(state: DiscordState, webhook: WebhookRecord, includesUser = true) {
  const creator = state.users.get(webhook.applicationId);
  return {
    id: webhook.id,
    type: INCOMING,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: webhook.avatar,
    token: webhook.token,
    application_id: webhook.applicationId,
    ...(includesUser && creator ? { user: presentUser(creator) } : {}),
  };
}
