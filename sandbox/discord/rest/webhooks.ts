import { randomBytes } from 'node:crypto';
import { announceWebhooks } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import {
  requireChannel,
  requireChannelPermissions,
  requireGuild,
  requireGuildPermission,
} from '../permissions/require.ts';
import { presentWebhook } from '../present/webhook.ts';
import type { WebhookRecord } from '../state/moderation-types.ts';
import type { Field } from '../validate/field.ts';
import { readImage } from '../validate/image.ts';

const TOKEN_PATH = '/webhooks/:webhook_id/:webhook_token';
const MAX_PER_CHANNEL = 15;
const TOKEN_BYTES = 51;

export const webhookRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id/webhooks', listChannelWebhooks),
  botRoute('POST', '/channels/:channel_id/webhooks', createWebhook),
  botRoute('GET', '/guilds/:guild_id/webhooks', listGuildWebhooks),
  botRoute('GET', '/webhooks/:webhook_id', (core, request) =>
    presentWebhook(core.state, getOwnWebhook(core, request)),
  ),
  botRoute('PATCH', '/webhooks/:webhook_id', (core, request) =>
    editWebhook(core, request, getOwnWebhook(core, request)),
  ),
  botRoute('DELETE', '/webhooks/:webhook_id', (core, request) =>
    deleteWebhook(core, request, getOwnWebhook(core, request)),
  ),
  {
    method: 'GET',
    path: TOKEN_PATH,
    audience: 'open',
    handle: (core, request) =>
      presentWebhook(core.state, findByToken(core, request, 'webhook_id', 'webhook_token'), false),
  },
  {
    method: 'PATCH',
    path: TOKEN_PATH,
    audience: 'open',
    handle: (core, request) =>
      editWebhook(core, request, findByToken(core, request, 'webhook_id', 'webhook_token')),
  },
  {
    method: 'DELETE',
    path: TOKEN_PATH,
    audience: 'open',
    handle: (core, request) =>
      deleteWebhook(core, request, findByToken(core, request, 'webhook_id', 'webhook_token')),
  },
];

/** @throws DiscordError 10015 without such a webhook, 50027 for another token */
export function findByToken(
  core: Core,
  request: RestRequest,
  idName: string,
  tokenName: string,
): WebhookRecord {
  const webhook = core.state.webhooks.get(request.param(idName));
  if (!webhook) throw discordError(10015);
  if (webhook.token !== request.param(tokenName)) throw discordError(50027);
  return webhook;
}

function getOwnWebhook(core: Core, request: RestRequest): WebhookRecord {
  const webhook = core.state.webhooks.get(request.param('webhook_id'));
  if (!webhook) throw discordError(10015);
  const guild = requireGuild(core.state, webhook.guildId, request.botId);
  requireGuildPermission(guild, request.botId, Permission.ManageWebhooks);
  return webhook;
}

function getManagedChannel(core: Core, request: RestRequest) {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null || channel.thread) throw discordError(50024);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageWebhooks);
  return { channel, guildId: channel.guildId };
}

function listChannelWebhooks(core: Core, request: RestRequest): unknown {
  const { channel } = getManagedChannel(core, request);
  return [...core.state.webhooks.values()]
    .filter((webhook) => webhook.channelId === channel.id)
    .map((webhook) => presentWebhook(core.state, webhook));
}

function listGuildWebhooks(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.ManageWebhooks);
  return [...core.state.webhooks.values()]
    .filter((webhook) => webhook.guildId === guild.id)
    .map((webhook) => presentWebhook(core.state, webhook));
}

function readName(field: Field, required: boolean): string | undefined {
  const name = field.string({ min: 1, max: 80, required });
  const forbidden = ['clyde', 'discord'].find((word) => name?.toLowerCase().includes(word));
  if (forbidden)
    return field.addError('USERNAME_INVALID_CONTAINS', `Username cannot contain "${forbidden}"`);
  return name;
}

function createWebhook(core: Core, request: RestRequest): unknown {
  const { channel, guildId } = getManagedChannel(core, request);
  const body = request.body();
  const name = readName(body.key('name'), true);
  const avatar = readImage(body.key('avatar'));
  body.form.throwIfFailed();
  const existing = [...core.state.webhooks.values()].filter(
    (webhook) => webhook.channelId === channel.id,
  );
  if (existing.length >= MAX_PER_CHANNEL) throw discordError(30007);
  const webhook: WebhookRecord = {
    id: core.newId(),
    guildId,
    channelId: channel.id,
    name: name!,
    avatar,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    applicationId: request.botId,
  };
  core.state.webhooks.set(webhook.id, webhook);
  recordChange(core, request, AuditLogEvent.WebhookCreate, null, webhook);
  return presentWebhook(core.state, webhook);
}

function editWebhook(core: Core, request: RestRequest, webhook: WebhookRecord): unknown {
  const body = request.body();
  const name = readName(body.key('name'), false);
  const avatar = readImage(body.key('avatar'));
  const channelId = body.key('channel_id').snowflake();
  body.form.throwIfFailed();
  const before = { ...webhook };
  if (channelId !== undefined && request.application) {
    const channel = requireChannel(core.state, channelId, request.botId);
    if (channel.guildId !== webhook.guildId) throw discordError(10003);
    requireChannelPermissions(core.state, channel, request.botId, Permission.ManageWebhooks);
    webhook.channelId = channelId;
  }
  if (name !== undefined) webhook.name = name;
  if (body.has('avatar')) webhook.avatar = avatar;
  recordChange(core, request, AuditLogEvent.WebhookUpdate, before, webhook);
  return presentWebhook(core.state, webhook);
}

function deleteWebhook(core: Core, request: RestRequest, webhook: WebhookRecord): undefined {
  core.state.webhooks.delete(webhook.id);
  recordChange(core, request, AuditLogEvent.WebhookDelete, webhook, null);
}

/** A call by the webhook's own token has nobody to name in the audit log. */
function recordChange(
  core: Core,
  request: RestRequest,
  type: AuditLogEvent,
  before: WebhookRecord | null,
  after: WebhookRecord | null,
): void {
  const webhook = (after ?? before)!;
  const guild = core.state.guilds.get(webhook.guildId)!;
  announceWebhooks(core, guild, webhook.channelId);
  if (!request.application) return;
  const describe = (item: WebhookRecord | null) =>
    item && { name: item.name, channel_id: item.channelId, avatar_hash: item.avatar };
  const changes = listChanges(describe(before), describe(after));
  recordAudit(core, request, guild, { type, targetId: webhook.id, changes });
}
