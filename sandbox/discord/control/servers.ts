import { z } from 'zod';
import { announceGuildRemoved, announceGuildUpdate } from '../actions/announce.ts';
import { deleteChannel } from '../actions/channels.ts';
import { createMemberRecord, joinGuild } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { DEFAULT_EVERYONE_PERMISSIONS } from '../permissions/bits.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentRole } from '../present/role.ts';
import type { GuildRecord } from '../state/types.ts';
import { channelInput, createChannelFromInput } from './channel-input.ts';
import { findChannel, findPerson, findServer } from './find.ts';
import { ControlError, id, operation } from './operation.ts';
import { createRoleFromInput, resolveRoleIds, roleInput } from './role-input.ts';

const NEW_GUILD_LOCALE = 'en-US';

export function presentServer(core: Core, guild: GuildRecord) {
  const { state } = core;
  return {
    id: guild.id,
    name: guild.name,
    icon: guild.icon,
    ownerId: guild.ownerId,
    locale: guild.locale,
    memberCount: guild.members.size,
    bots: [...guild.botIds],
    roles: [...guild.roles.values()].map(presentRole),
    channels: [...guild.channelIds].map((item) => presentChannel(state, state.channels.get(item)!)),
    threads: [...guild.activeThreadIds].map((item) =>
      presentChannel(state, state.channels.get(item)!),
    ),
  };
}

export const createServer = operation({
  method: 'POST',
  path: '/control/servers',
  input: z.object({
    id: id.optional(),
    name: z.string().min(2).max(100),
    ownerId: id,
    locale: z.string().default(NEW_GUILD_LOCALE),
    roles: z.array(roleInput).default([]),
    channels: z.array(channelInput).default([{ name: 'general', type: 'text' }]),
    /** People, with names or ids of their roles. */
    members: z
      .array(z.union([id, z.object({ personId: id, roles: z.array(z.string()).default([]) })]))
      .default([]),
  }),
  run(core, input) {
    findPerson(core, input.ownerId);
    const guildId = input.id ?? core.newId();
    if (core.state.guilds.has(guildId))
      throw new ControlError(409, 'TAKEN', `The id ${guildId} is taken.`);
    const guild: GuildRecord = {
      id: guildId,
      name: input.name,
      icon: null,
      description: null,
      ownerId: input.ownerId,
      locale: input.locale,
      roles: new Map(),
      members: new Map(),
      channelIds: new Set(),
      activeThreadIds: new Set(),
      botIds: new Set(),
    };
    core.state.guilds.set(guildId, guild);
    // The @everyone role has the server's own id.
    createRoleFromInput(core, guild, {
      id: guildId,
      name: '@everyone',
      permissions: DEFAULT_EVERYONE_PERMISSIONS.toString(),
    });
    for (const memberInput of input.roles) createRoleFromInput(core, guild, memberInput);
    guild.members.set(input.ownerId, createMemberRecord(core, input.ownerId));
    core.state.addMembership(input.ownerId, guildId);
    for (const item of input.members) {
      const memberInput = typeof item === 'string' ? { personId: item, roles: [] } : item;
      findPerson(core, memberInput.personId);
      joinGuild(core, guild, memberInput.personId, resolveRoleIds(guild, memberInput.roles));
    }
    for (const memberInput of input.channels) createChannelFromInput(core, guild, memberInput);
    core.eventBus.publishToPeople(
      'server_create',
      { guildId },
      (person) => guild.members.has(person),
      () => presentServer(core, guild),
    );
    return presentServer(core, guild);
  },
});

export const listServers = operation({
  method: 'GET',
  path: '/control/servers',
  input: z.object({}),
  run: (core) => [...core.state.guilds.values()].map((guild) => presentServer(core, guild)),
});

export const getServer = operation({
  method: 'GET',
  path: '/control/servers/:serverId',
  input: z.object({ serverId: id }),
  run: (core, { serverId }) => presentServer(core, findServer(core, serverId)),
});

export const editServer = operation({
  method: 'PATCH',
  path: '/control/servers/:serverId',
  input: z.object({
    serverId: id,
    name: z.string().min(2).max(100).optional(),
    ownerId: id.optional(),
    locale: z.string().optional(),
    systemChannelId: id.optional(),
  }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    if (input.name !== undefined) guild.name = input.name;
    if (input.locale !== undefined) guild.locale = input.locale;
    if (input.systemChannelId !== undefined)
      guild.systemChannelId = findChannel(core, input.systemChannelId).id;
    if (input.ownerId !== undefined) {
      if (!guild.members.has(input.ownerId))
        throw new ControlError(400, 'NOT_A_MEMBER', 'The new owner must be a member.');
      guild.ownerId = input.ownerId;
    }
    announceGuildUpdate(core, guild);
    return presentServer(core, guild);
  },
});

export const deleteServer = operation({
  method: 'DELETE',
  path: '/control/servers/:serverId',
  input: z.object({ serverId: id }),
  run(core, { serverId }) {
    const guild = findServer(core, serverId);
    const bots = [...guild.botIds];
    const people = new Set(guild.members.keys());
    guild.botIds.clear();
    for (const channelId of guild.channelIds)
      deleteChannel(core, core.state.channels.get(channelId)!);
    for (const userId of people) core.state.removeMembership(userId, serverId);
    core.state.guilds.delete(serverId);
    for (const bot of bots) announceGuildRemoved(core, serverId, bot);
    core.eventBus.publishToPeople(
      'server_delete',
      { guildId: serverId },
      (person) => people.has(person),
      () => ({ id: serverId }),
    );
    return { id: serverId };
  },
});

export const listMembers = operation({
  method: 'GET',
  path: '/control/servers/:serverId/members',
  input: z.object({ serverId: id }),
  run: (core, { serverId }) =>
    [...findServer(core, serverId).members.values()].map((member) =>
      presentMember(core.state, member),
    ),
});
