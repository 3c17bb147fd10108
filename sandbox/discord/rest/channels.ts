import { announceChannel } from '../acts/announce.ts';
import { addGuildChannel, deleteChannel, newChannel } from '../acts/channels.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import {
  requireChannel,
  requireGuild,
  requireInChannel,
  requireInGuild,
} from '../permissions/require.ts';
import { presentChannel } from '../present/channel.ts';
import type { OverwriteRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';
import { editThread } from './thread-edit.ts';

export const channelRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id', get),
  botRoute('PATCH', '/channels/:channel_id', edit),
  botRoute('DELETE', '/channels/:channel_id', remove),
  botRoute('POST', '/guilds/:guild_id/channels', create),
  botRoute('PUT', '/channels/:channel_id/permissions/:overwrite_id', setOverwrite),
  botRoute('DELETE', '/channels/:channel_id/permissions/:overwrite_id', removeOverwrite),
  botRoute('POST', '/channels/:channel_id/typing', typing),
];

function get(core: Core, call: Call): unknown {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  return presentChannel(core.world, channel, call.botId);
}

function edit(core: Core, call: Call): unknown {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (channel.thread) return editThread(core, call, channel);
  if (channel.guildId === null) throw discordError(50003);
  requireInChannel(core.world, channel, call.botId, Permission.ManageChannels);
  const body = call.body();
  const name = body.key('name').string({ min: 1, max: 100 });
  const topic = body.key('topic').string({ max: 1024 });
  const slowmode = body.key('rate_limit_per_user').int({ min: 0, max: 21_600 });
  const position = body.key('position').int({ min: 0 });
  const nsfw = body.key('nsfw').bool();
  const parentId = body.key('parent_id').snowflake();
  const overwrites = body.key('permission_overwrites').list().map(readOverwrite);
  body.form.check();
  if (name !== undefined) channel.name = channelName(name, channel.type);
  if (body.has('topic')) channel.topic = topic || null;
  if (slowmode !== undefined) channel.slowmode = slowmode;
  if (position !== undefined) channel.position = position;
  if (nsfw !== undefined) channel.nsfw = nsfw;
  if (body.has('parent_id')) channel.parentId = parentId ?? null;
  if (body.has('permission_overwrites')) {
    requireInChannel(core.world, channel, call.botId, Permission.ManageRoles);
    channel.overwrites = overwrites;
  }
  announceChannel(core, 'update', channel);
  return presentChannel(core.world, channel);
}

function remove(core: Core, call: Call): unknown {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (channel.guildId === null) return presentChannel(core.world, channel, call.botId);
  const bit = channel.thread ? Permission.ManageThreads : Permission.ManageChannels;
  requireInChannel(core.world, channel, call.botId, bit);
  const shown = presentChannel(core.world, channel);
  deleteChannel(core, channel);
  return shown;
}

const CREATABLE = [0, 2, 4, 5, 13, 15] as const;

function create(core: Core, call: Call): unknown {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  requireInGuild(guild, call.botId, Permission.ManageChannels);
  const body = call.body();
  const type = body.key('type').choice(CREATABLE) ?? 0;
  const name = body.key('name').string({ min: 1, max: 100, required: true });
  const topic = body.key('topic').string({ max: 1024 });
  const parentId = body.key('parent_id').snowflake();
  const overwrites = body.key('permission_overwrites').list().map(readOverwrite);
  body.form.check();
  const channel = newChannel({
    id: core.newId(),
    type,
    guildId: guild.id,
    name: channelName(name!, type),
    topic: topic || null,
    parentId: parentId ?? null,
    position: guild.channelIds.size,
    overwrites,
  });
  addGuildChannel(core, channel);
  return presentChannel(core.world, channel);
}

/** Text channels are written in lower case with dashes. */
function channelName(name: string, type: number): string {
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
  const text = field.present ? String(field.value) : '0';
  if (/^\d{1,20}$/.test(text)) return text;
  field.fail('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(field.value)} is not int.`);
  return '0';
}

function setOverwrite(core: Core, call: Call): undefined {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (channel.guildId === null || channel.thread) throw discordError(50024);
  requireInChannel(core.world, channel, call.botId, Permission.ManageRoles);
  const body = call.body();
  const type = body.key('type').choice([0, 1], true);
  const allow = readBits(body.key('allow'));
  const deny = readBits(body.key('deny'));
  body.form.check();
  const id = call.param('overwrite_id');
  channel.overwrites = channel.overwrites.filter((item) => item.id !== id);
  channel.overwrites.push({ id, type: type!, allow, deny });
  announceChannel(core, 'update', channel);
}

function removeOverwrite(core: Core, call: Call): undefined {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  requireInChannel(core.world, channel, call.botId, Permission.ManageRoles);
  channel.overwrites = channel.overwrites.filter((item) => item.id !== call.param('overwrite_id'));
  announceChannel(core, 'update', channel);
}

function typing(core: Core, call: Call): undefined {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  const bit = channel.thread ? Permission.SendMessagesInThreads : Permission.SendMessages;
  if (channel.guildId !== null) requireInChannel(core.world, channel, call.botId, bit);
}
