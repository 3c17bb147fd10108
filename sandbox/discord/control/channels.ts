import { z } from 'zod';
import { announceChannel, announceRole } from '../actions/announce.ts';
import { deleteChannel as removeChannel } from '../actions/channels.ts';
import { presentChannel } from '../present/channel.ts';
import { presentRole } from '../present/role.ts';
import {
  channelInput,
  createChannelFromInput,
  createOverwrites,
  overwriteInput,
} from './channel-input.ts';
import { findChannel, findServer } from './find.ts';
import { bits, ControlError, flag, id, notFound, operation } from './operation.ts';
import { createRoleFromInput, roleInput } from './role-input.ts';

export const createChannel = operation({
  method: 'POST',
  path: '/control/servers/:serverId/channels',
  input: channelInput.extend({ serverId: id }),
  run(core, input) {
    const channel = createChannelFromInput(core, findServer(core, input.serverId), input);
    return presentChannel(core.state, channel);
  },
});

/**
 * `private`, `roles`, `people` and `overwrites` replace all overwrites when any of them is given.
 */
export const editChannel = operation({
  method: 'PATCH',
  path: '/control/channels/:channelId',
  input: z.object({
    channelId: id,
    name: z.string().min(1).max(100).optional(),
    topic: z.string().nullish(),
    slowmode: z.number().int().optional(),
    private: flag.optional(),
    roles: z.array(z.string()).optional(),
    people: z.array(id).optional(),
    overwrites: z.array(overwriteInput).optional(),
  }),
  run(core, input) {
    const channel = findChannel(core, input.channelId);
    if (channel.guildId === null || channel.thread)
      throw new ControlError(400, 'NOT_A_CHANNEL', 'Only channels of a server can be edited.');
    if (input.name !== undefined) channel.name = input.name;
    if (input.topic !== undefined) channel.topic = input.topic;
    if (input.slowmode !== undefined) channel.slowmode = input.slowmode;
    if (input.private !== undefined || input.roles || input.people || input.overwrites)
      channel.overwrites = createOverwrites(findServer(core, channel.guildId), input);
    announceChannel(core, 'update', channel);
    return presentChannel(core.state, channel);
  },
});

/** Also deletes threads. */
export const deleteChannel = operation({
  method: 'DELETE',
  path: '/control/channels/:channelId',
  input: z.object({ channelId: id }),
  run(core, { channelId }) {
    removeChannel(core, findChannel(core, channelId));
    return { id: channelId };
  },
});

export const createRole = operation({
  method: 'POST',
  path: '/control/servers/:serverId/roles',
  input: roleInput.extend({ serverId: id }),
  run: (core, input) =>
    presentRole(createRoleFromInput(core, findServer(core, input.serverId), input)),
});

export const editRole = operation({
  method: 'PATCH',
  path: '/control/servers/:serverId/roles/:roleId',
  input: z.object({
    serverId: id,
    roleId: id,
    name: z.string().optional(),
    permissions: bits.optional(),
    mentionable: flag.optional(),
    color: z.number().int().optional(),
  }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    const role = guild.roles.get(input.roleId);
    if (!role) throw notFound('role', input.roleId);
    if (input.name !== undefined) role.name = input.name;
    if (input.permissions !== undefined) role.permissions = input.permissions;
    if (input.mentionable !== undefined) role.mentionable = input.mentionable;
    if (input.color !== undefined) role.color = input.color;
    announceRole(core, 'update', guild, role);
    return presentRole(role);
  },
});

export const deleteRole = operation({
  method: 'DELETE',
  path: '/control/servers/:serverId/roles/:roleId',
  input: z.object({ serverId: id, roleId: id }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    const role = guild.roles.get(input.roleId);
    if (!role || role.id === guild.id) throw notFound('role', input.roleId);
    guild.roles.delete(role.id);
    for (const member of guild.members.values())
      member.roles = member.roles.filter((item) => item !== role.id);
    announceRole(core, 'delete', guild, role);
    return { id: role.id };
  },
});
