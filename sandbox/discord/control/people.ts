import { z } from 'zod';
import { openDm } from '../actions/dms.ts';
import type { Core } from '../core.ts';
import {
  canSee,
  computeChannelPermissions,
  computeGuildPermissions,
} from '../permissions/compute.ts';
import { presentChannel } from '../present/channel.ts';
import { presentRole } from '../present/role.ts';
import { presentUser } from '../present/user.ts';
import type { GuildRecord, UserRecord } from '../state/types.ts';
import { findPerson } from './find.ts';
import { ControlError, flag, id, operation } from './operation.ts';

function presentPerson(user: UserRecord) {
  return {
    ...presentUser(user),
    locale: user.locale,
    email: user.email,
    dmsClosed: user.dmsClosed,
    dmsClosedForServers: user.dmsClosedForGuilds,
    blocked: user.blocked,
  };
}

export const createPerson = operation({
  method: 'POST',
  path: '/control/people',
  input: z.object({
    id: id.optional(),
    username: z.string().min(1).max(32),
    globalName: z.string().max(32).nullish(),
    email: z.string().nullish(),
    locale: z.string().default('en-US'),
  }),
  run(core, input) {
    const personId = input.id ?? core.newId();
    if (core.state.users.has(personId))
      throw new ControlError(409, 'TAKEN', `The id ${personId} is taken.`);
    const user: UserRecord = {
      id: personId,
      username: input.username,
      globalName: input.globalName ?? null,
      avatar: null,
      bot: false,
      email: input.email ?? `${input.username}@example.com`,
      locale: input.locale,
      dmsClosed: false,
      dmsClosedForGuilds: [],
      blocked: [],
    };
    core.state.users.set(personId, user);
    return presentPerson(user);
  },
});

export const listPeople = operation({
  method: 'GET',
  path: '/control/people',
  input: z.object({}),
  run: (core) => [...core.state.users.values()].filter((user) => !user.bot).map(presentPerson),
});

export const editPerson = operation({
  method: 'PATCH',
  path: '/control/people/:personId',
  input: z.object({
    personId: id,
    username: z.string().optional(),
    globalName: z.string().nullish(),
    locale: z.string().optional(),
    /** Nobody but friends may write: bots get 50007. */
    dmsClosed: flag.optional(),
    dmsClosedForServers: z.array(id).optional(),
    /** Bots (or people) whose messages are refused. */
    blocked: z.array(id).optional(),
  }),
  run(core, input) {
    const user = findPerson(core, input.personId);
    if (input.username !== undefined) user.username = input.username;
    if (input.globalName !== undefined) user.globalName = input.globalName;
    if (input.locale !== undefined) user.locale = input.locale;
    if (input.dmsClosed !== undefined) user.dmsClosed = input.dmsClosed;
    if (input.dmsClosedForServers !== undefined)
      user.dmsClosedForGuilds = input.dmsClosedForServers;
    if (input.blocked !== undefined) user.blocked = input.blocked;
    return presentPerson(user);
  },
});

/** Everything a client needs to draw its side bar for this person. */
export const overview = operation({
  method: 'GET',
  path: '/control/people/:personId/overview',
  input: z.object({ personId: id }),
  run(core, { personId }) {
    const person = findPerson(core, personId);
    const { state } = core;
    return {
      person: presentPerson(person),
      servers: [...(state.guildsOf.get(personId) ?? [])].map((guildId) =>
        presentServerFor(core, state.guilds.get(guildId)!, personId),
      ),
      dms: [...(state.dmsOf.get(personId) ?? [])].map((channelId) =>
        presentChannel(state, state.channels.get(channelId)!, personId),
      ),
      people: [...state.users.values()].map(presentUser),
    };
  },
});

function presentServerFor(core: Core, guild: GuildRecord, personId: string) {
  const { state } = core;
  const visibleChannels = (ids: Iterable<string>) =>
    [...ids]
      .map((item) => state.channels.get(item)!)
      .filter((item) => canSee(state, item, personId));
  return {
    id: guild.id,
    name: guild.name,
    icon: guild.icon,
    ownerId: guild.ownerId,
    permissions: computeGuildPermissions(guild, guild.members.get(personId)!).toString(),
    roles: [...guild.roles.values()].map(presentRole),
    bots: [...guild.botIds],
    channels: visibleChannels(guild.channelIds).map((channel) => ({
      ...presentChannel(state, channel, personId),
      permissions: computeChannelPermissions(state, channel, personId).toString(),
    })),
    threads: visibleChannels(guild.activeThreadIds).map((thread) => ({
      ...presentChannel(state, thread, personId),
      joined: thread.thread!.members.has(personId),
    })),
  };
}

/** Opens (or finds) the DM between a person and a bot. */
export const openDmWith = operation({
  method: 'POST',
  path: '/control/people/:personId/dms',
  input: z.object({ personId: id, userId: id }),
  run(core, input) {
    findPerson(core, input.personId);
    if (!core.state.users.has(input.userId))
      throw new ControlError(404, 'NOT_FOUND', `There is no user ${input.userId}.`);
    const channel = openDm(core, input.personId, input.userId);
    return presentChannel(core.state, channel, input.personId);
  },
});
