import { announceChannel } from '../actions/announce.ts';
import { addGuildChannel, createChannelRecord, deleteChannel } from '../actions/channels.ts';
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
import { presentChannel } from '../present/channel.ts';
import type { OverwriteRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';
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
  const topic = body.key('topic').string({ max: 1024 });
  const slowmode = body.key('rate_limit_per_user').int({ min: 0, max: 21_600 });
  const position = body.key('position').int({ min: 0 });
  const nsfw = body.key('nsfw').bool();
  const parentId = body.key('parent_id').snowflake();
  const overwrites = body.key('permission_overwrites').list().map(readOverwrite);
  body.form.throwIfFailed();
  if (name !== undefined) channel.name = normalizeChannelName(name, channel.type);
  if (body.has('topic')) channel.topic = topic || null;
  if (slowmode !== undefined) channel.slowmode = slowmode;
  if (position !== undefined) channel.position = position;
  if (nsfw !== undefined) channel.nsfw = nsfw;
  if (body.has('parent_id')) channel.parentId = parentId ?? null;
  if (body.has('permission_overwrites')) {
    requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
    channel.overwrites = overwrites;
  }
  announceChannel(core, 'update', channel);
  return presentChannel(core.state, channel);
}

function removeChannel(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null) return presentChannel(core.state, channel, request.botId);
  const requiredPermission = channel.thread ? Permission.ManageThreads : Permission.ManageChannels;
  requireChannelPermissions(core.state, channel, request.botId, requiredPermission);
  const presented = presentChannel(core.state, channel);
  deleteChannel(core, channel);
  return presented;
}

const CREATABLE_TYPES = [0, 2, 4, 5, 13, 15] as const;

function createChannel(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.ManageChannels);
  const body = request.body();
  const type = body.key('type').choice(CREATABLE_TYPES) ?? 0;
  const name = body.key('name').string({ min: 1, max: 100, required: true });
  const topic = body.key('topic').string({ max: 1024 });
  const parentId = body.key('parent_id').snowflake();
  const overwrites = body.key('permission_overwrites').list().map(readOverwrite);
  body.form.throwIfFailed();
  const channel = createChannelRecord({
    id: core.newId(),
    type,
    guildId: guild.id,
    name: normalizeChannelName(name!, type),
    topic: topic || null,
    parentId: parentId ?? null,
    position: guild.channelIds.size,
    overwrites,
  });
  addGuildChannel(core, channel);
  return presentChannel(core.state, channel);
}

/** Text channels are written in lower case with dashes. */
function normalizeChannelName(name: string, type: number): string {
  return type === 0 || type === 5 ? name.toLowerCase().replaceAll(/\s+/g, '-') : name;
}

function readOverwrite(field: Field): OverwriteRecord {
  return {
    id: field.key('id').snowflake(true) ?? '0',
    type: field.key('type').choice([0, 1], true) ?? 0,
    allow: readBits(field.key('allow')),
    deny: readBits(field.key('deny')),
  };
}

function readBits(field: Field): string {
  const text = field.isPresent ? String(field.value) : '0';
  if (/^\d{1,20}$/.test(text)) return text;
  field.addError('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(field.value)} is not int.`);
  return '0';
}

function setOverwrite(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null || channel.thread) throw discordError(50024);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
  const body = request.body();
  const type = body.key('type').choice([0, 1], true);
  const allow = readBits(body.key('allow'));
  const deny = readBits(body.key('deny'));
  body.form.throwIfFailed();
  const id = request.param('overwrite_id');
  channel.overwrites = channel.overwrites.filter((item) => item.id !== id);
  channel.overwrites.push({ id, type: type!, allow, deny });
  announceChannel(core, 'update', channel);
}

function removeOverwrite(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageRoles);
  channel.overwrites = channel.overwrites.filter(
    (item) => item.id !== request.param('overwrite_id'),
  );
  announceChannel(core, 'update', channel);
}

function startTyping(core: Core, request: RestRequest): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  const requiredPermission = channel.thread
    ? Permission.SendMessagesInThreads
    : Permission.SendMessages;
  if (channel.guildId !== null)
    requireChannelPermissions(core.state, channel, request.botId, requiredPermission);
}
