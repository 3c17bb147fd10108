import { z } from 'zod';
import { announceMember } from '../actions/announce.ts';
import { findInvite } from '../actions/invites.ts';
import { joinGuild, leaveGuild } from '../actions/members.ts';
import { presentMember } from '../present/member.ts';
import { findPerson, findServer } from './find.ts';
import { ControlError, id, operation } from './operation.ts';
import { resolveRoleIds } from './role-input.ts';

export const join = operation({
  method: 'PUT',
  path: '/control/servers/:serverId/members/:personId',
  input: z.object({ serverId: id, personId: id, roles: z.array(z.string()).default([]) }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    findPerson(core, input.personId);
    if (guild.bans?.has(input.personId))
      throw new ControlError(403, 'BANNED', `${input.personId} is banned from the server.`);
    const member = joinGuild(core, guild, input.personId, resolveRoleIds(guild, input.roles));
    core.eventBus.publishToPeople(
      'server_create',
      { guildId: guild.id },
      (person) => person === input.personId,
      () => ({ id: guild.id, name: guild.name, icon: guild.icon }),
    );
    return presentMember(core.state, member);
  },
});

/** Joins the server that an invite is for. */
export const acceptInvite = operation({
  method: 'PUT',
  path: '/control/people/:personId/invites/:code',
  input: z.object({ personId: id, code: z.string() }),
  run(core, input) {
    const invite = findInvite(core, input.code);
    const member = join.run(
      core,
      join.input.parse({ serverId: invite.guildId, personId: input.personId }),
    );
    invite.uses++;
    return member;
  },
});

export const leave = operation({
  method: 'DELETE',
  path: '/control/servers/:serverId/members/:personId',
  input: z.object({ serverId: id, personId: id }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    if (guild.ownerId === input.personId)
      throw new ControlError(400, 'OWNER', 'The owner cannot leave; give the server away first.');
    leaveGuild(core, guild, input.personId);
    core.eventBus.publishToPeople(
      'server_delete',
      { guildId: guild.id },
      (person) => person === input.personId,
      () => ({ id: guild.id }),
    );
    return { id: input.personId };
  },
});

/** Roles (names or ids) replace those the member has; works for bots as well. */
export const editMember = operation({
  method: 'PATCH',
  path: '/control/servers/:serverId/members/:personId',
  input: z.object({
    serverId: id,
    personId: id,
    roles: z.array(z.string()).optional(),
    nick: z.string().max(32).nullish(),
    timeoutUntil: z.iso.datetime().nullish(),
  }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    const member = guild.members.get(input.personId);
    if (!member) throw new ControlError(404, 'NOT_FOUND', `${input.personId} is no member.`);
    if (input.roles) member.roles = resolveRoleIds(guild, input.roles);
    if (input.nick !== undefined) member.nick = input.nick;
    if (input.timeoutUntil !== undefined) member.timeoutUntil = input.timeoutUntil;
    announceMember(core, 'update', guild, member);
    return presentMember(core.state, member);
  },
});
