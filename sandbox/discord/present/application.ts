import type { APIApplication, APIEntitlement, APISKU } from 'discord-api-types/v10';
import type { DiscordState } from '../state/discord-state.ts';
import type { ApplicationRecord, EntitlementRecord, SkuRecord } from '../state/types.ts';
import { presentDeletedUser, presentUser } from './user.ts';

/**
 * Bits of an application's flags that say which privileged intents it may ask for (limited form).
 */
const PRESENCES = 1 << 13;
const MEMBERS = 1 << 15;
const MESSAGE_CONTENT = 1 << 19;

export function getApplicationFlags(application: ApplicationRecord): number {
  return (
    (application.intents.presences ? PRESENCES : 0) |
    (application.intents.members ? MEMBERS : 0) |
    (application.intents.messageContent ? MESSAGE_CONTENT : 0)
  );
}

export function presentApplication(
  state: DiscordState,
  application: ApplicationRecord,
): APIApplication {
  const owner = state.users.get(application.ownerId);
  const bot = state.users.get(application.id);
  return {
    id: application.id,
    name: application.name,
    icon: bot?.avatar ?? null,
    description: application.description,
    bot_public: true,
    bot_require_code_grant: false,
    summary: '',
    verify_key: application.publicKey,
    team: null,
    flags: getApplicationFlags(application),
    owner: owner ? presentUser(owner) : presentDeletedUser(application.ownerId),
    ...(bot ? { bot: presentUser(bot) } : {}),
    redirect_uris: application.redirectUris,
    interactions_endpoint_url: application.interactionsEndpointUrl ?? null,
    event_webhooks_url: application.eventWebhookUrl,
    approximate_guild_count: state.guildsOf.get(application.id)?.size ?? 0,
    approximate_user_install_count: 0,
    integration_types_config: { 0: {} },
    tags: [],
  } as unknown as APIApplication;
}

export function presentEntitlement(item: EntitlementRecord): APIEntitlement {
  return {
    id: item.id,
    sku_id: item.skuId,
    application_id: item.applicationId,
    ...(item.userId ? { user_id: item.userId } : {}),
    ...(item.guildId ? { guild_id: item.guildId } : {}),
    type: item.type,
    deleted: item.deleted,
    consumed: item.consumed,
    starts_at: item.startsAt,
    ends_at: item.endsAt,
  } as APIEntitlement;
}

export function presentSku(applicationId: string, sku: SkuRecord): APISKU {
  return {
    id: sku.id,
    type: sku.type,
    application_id: applicationId,
    name: sku.name,
    slug: sku.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    flags: sku.flags,
  } as APISKU;
}
