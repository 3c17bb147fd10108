import { announceChannel } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import { addGuildChannel, createChannelRecord, deleteChannel } from '../actions/channels.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { HttpResponse } from '../http/http-response.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import {
  requireChannel,
  requireChannelPermissions,
  requireGuild,
  requireGuildPermission,
} from '../permissions/require.ts';
import { presentChannel } from '../present/channel.ts';
import type { ChannelRecord, OverwriteRecord } from '../state/types.ts';
import { readChannelSettings, readPermissionBits } from '../validate/channel.ts';
import { editThread } from './edit-thread.ts';

export const channelRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id', getChannel),
  botRoute('PATCH', '/channels/:channel_id', editChannel),
  botRoute('DELETE', '/channels/:channel_id', removeChannel),
  botRoute('POST', '/guilds/:guild_id/channels', createChannel),
  botRoute('PUT', '/channels/:channel_id/permissions/:overwrite_id', setOverwrite),
  botRoute('DELETE', '/channels/:channel_id/permissions/:overwrite_id', removeOverwrite),
  botRoute('POST', '/channels/:channel_id/typing', startTyping),
];

function getChannel(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  return presentChannel(core.state, channel, request.botId);
}

function editChannel(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.thread) return editThread(core, request, channel);
  if (channel.guildId === null) throw discordError(50003);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageChannels);
  const body = request.body();
  const name = body.key('name').string({ min: 1, max: 100 });
  const settings = readChannelSettings(body, channel.type, channel.voice);
  body.form.throwIfFailed();
  if (settings.overwrites)
    requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
  const before = presentChannel(core.state, channel);
  if (name !== undefined) channel.name = normalizeChannelName(name, channel.type);
  Object.assign(channel, settings);
  announceChannel(core, 'update', channel);
  const presented = presentChannel(core.state, channel);
  recordChannel(core, request, channel, AuditLogEvent.ChannelUpdate, before, presented);
  return presented;
}

function removeChannel(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null) return presentChannel(core.state, channel, request.botId);
  const requiredPermission = channel.thread ? Permission.ManageThreads : Permission.ManageChannels;
  requireChannelPermissions(core.state, channel, request.botId, requiredPermission);
  const presented = presentChannel(core.state, channel);
  deleteChannel(core, channel);
  const type = channel.thread ? AuditLogEvent.ThreadDelete : AuditLogEvent.ChannelDelete;
  recordChannel(core, request, channel, type, presented, null);
  return presented;
}

const CREATABLE_TYPES = [0, 2, 4, 5, 13, 15] as const;

function createChannel(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.ManageChannels);
  const body = request.body();
  const type = body.key('type').choice(CREATABLE_TYPES) ?? 0;
  const name = body.key('name').string({ min: 1, max: 100, required: true });
  const settings = readChannelSettings(body, type);
  body.form.throwIfFailed();
  const channel = createChannelRecord({
    id: core.newId(),
    type,
    guildId: guild.id,
    name: normalizeChannelName(name!, type),
    position: guild.channelIds.size,
    ...settings,
  });
  addGuildChannel(core, channel);
  const presented = presentChannel(core.state, channel);
  recordChannel(core, request, channel, AuditLogEvent.ChannelCreate, null, presented);
  return new HttpResponse(201, presented);
}

function recordChannel(
  core: Core,
  request: RestRequest,
  channel: ChannelRecord,
  type: AuditLogEvent,
  before: object | null,
  after: object | null,
): void {
  const guild = core.state.guilds.get(channel.guildId!)!;
  const changes = listChanges(before, after);
  recordAudit(core, request, guild, { type, targetId: channel.id, changes });
}

/** Text channels are written in lower case with dashes. */
function normalizeChannelName(name: string, type: number): string {
  return type === 0 || type === 5 ? name.toLowerCase().replaceAll(/\s+/g, '-') : name;
}

function setOverwrite(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null || channel.thread) throw discordError(50024);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
  const body = request.body();
  const type = body.key('type').choice([0, 1], true);
  const allow = readPermissionBits(body.key('allow'));
  const deny = readPermissionBits(body.key('deny'));
  body.form.throwIfFailed();
  const id = request.param('overwrite_id');
  const previous = channel.overwrites.find((item) => item.id === id);
  channel.overwrites = channel.overwrites.filter((item) => item.id !== id);
  const overwrite = { id, type: type!, allow, deny };
  channel.overwrites.push(overwrite);
  announceChannel(core, 'update', channel);
  const event = previous
    ? AuditLogEvent.ChannelOverwriteUpdate
    : AuditLogEvent.ChannelOverwriteCreate;
  recordOverwrite(core, request, channel, event, previous ?? null, overwrite);
}

function removeOverwrite(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
  const id = request.param('overwrite_id');
  const previous = channel.overwrites.find((item) => item.id === id);
  channel.overwrites = channel.overwrites.filter((item) => item.id !== id);
  announceChannel(core, 'update', channel);
  if (previous)
    recordOverwrite(core, request, channel, AuditLogEvent.ChannelOverwriteDelete, previous, null);
}

/** The target is the channel; whom the overwrite is for is in the options. */
function recordOverwrite(
  core: Core,
  request: RestRequest,
  channel: ChannelRecord,
  type: AuditLogEvent,
  before: OverwriteRecord | null,
  after: OverwriteRecord | null,
): void {
  const guild = core.state.guilds.get(channel.guildId!)!;
  const { id, type: kind } = (after ?? before)!;
  const roleName = guild.roles.get(id)?.name;
  recordAudit(core, request, guild, {
    type,
    targetId: channel.id,
    changes: listChanges(before, after),
    options: { id, type: String(kind), ...(roleName ? { role_name: roleName } : {}) },
  });
}

function startTyping(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  const requiredPermission = channel.thread
    ? Permission.SendMessagesInThreads
    : Permission.SendMessages;
  if (channel.guildId !== null)
    requireChannelPermissions(core.state, channel, request.botId, requiredPermission);
}
