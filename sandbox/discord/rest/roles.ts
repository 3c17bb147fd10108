import { announceMember, announceRole } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { rejectFields } from '../errors/not-spoken.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireAboveRole, requireGrantable } from '../permissions/hierarchy.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentRole } from '../present/role.ts';
import type { GuildRecord, RoleRecord } from '../state/types.ts';
import { readPermissionBits } from '../validate/channel.ts';
import { Field } from '../validate/field.ts';

const PATH = '/guilds/:guild_id/roles';
const MAX_ROLES = 250;
const MAX_COLOR = 0xffffff;

export const roleRoutes: RestRoute[] = [
  botRoute('GET', PATH, (core, request) => listRoles(getGuild(core, request))),
  botRoute('GET', `${PATH}/member-counts`, countMembers),
  botRoute('GET', `${PATH}/:role_id`, (core, request) =>
    presentRole(getRole(getGuild(core, request), request)),
  ),
  botRoute('POST', PATH, createRole),
  botRoute('PATCH', PATH, moveRoles),
  botRoute('PATCH', `${PATH}/:role_id`, editRole),
  botRoute('DELETE', `${PATH}/:role_id`, deleteRole),
];

function getGuild(core: Core, request: RestRequest): GuildRecord {
  return requireGuild(core.state, request.param('guild_id'), request.botId);
}

function getManagedGuild(core: Core, request: RestRequest): GuildRecord {
  const guild = getGuild(core, request);
  requireGuildPermission(guild, request.botId, Permission.ManageRoles);
  return guild;
}

function getRole(guild: GuildRecord, request: RestRequest): RoleRecord {
  const role = guild.roles.get(request.param('role_id'));
  if (!role) throw discordError(10011);
  return role;
}

function listRoles(guild: GuildRecord) {
  return [...guild.roles.values()].map(presentRole);
}

/** Of every role but @everyone. */
function countMembers(core: Core, request: RestRequest): Record<string, number> {
  const guild = getGuild(core, request);
  const counts: Record<string, number> = {};
  for (const id of guild.roles.keys()) if (id !== guild.id) counts[id] = 0;
  for (const member of guild.members.values())
    for (const id of member.roles) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

type RoleFields = Partial<
  Pick<RoleRecord, 'name' | 'permissions' | 'color' | 'hoist' | 'mentionable'>
>;

function readRole(body: Field): RoleFields {
  rejectFields(body, 'a role', ['icon', 'unicode_emoji']);
  const name = body.key('name').string({ max: 100 });
  const permissions = body.key('permissions');
  const color =
    body.key('colors').key('primary_color').int({ min: 0, max: MAX_COLOR }) ??
    body.key('color').int({ min: 0, max: MAX_COLOR });
  const hoist = body.key('hoist').bool();
  const mentionable = body.key('mentionable').bool();
  return {
    ...(name ? { name } : {}),
    ...(permissions.isPresent ? { permissions: readPermissionBits(permissions) } : {}),
    ...(color === undefined ? {} : { color }),
    ...(hoist === undefined ? {} : { hoist }),
    ...(mentionable === undefined ? {} : { mentionable }),
  };
}

/** A new role is the lowest but @everyone, and has that one's permissions when none are given. */
function createRole(core: Core, request: RestRequest): unknown {
  const guild = getManagedGuild(core, request);
  const body = request.body();
  const fields = readRole(body);
  body.form.throwIfFailed();
  if (guild.roles.size >= MAX_ROLES) throw discordError(30005);
  const role: RoleRecord = {
    id: core.newId(),
    name: 'new role',
    color: 0,
    hoist: false,
    position: 1,
    permissions: guild.roles.get(guild.id)!.permissions,
    managed: false,
    mentionable: false,
    botId: null,
    ...fields,
  };
  requireGrantable(guild, request.botId, fields.permissions ?? '0');
  guild.roles.set(role.id, role);
  announceRole(core, 'create', guild, role);
  const presented = presentRole(role);
  recordAudit(core, request, guild, {
    type: AuditLogEvent.RoleCreate,
    targetId: role.id,
    changes: listChanges(null, presented),
  });
  return presented;
}

function editRole(core: Core, request: RestRequest): unknown {
  const guild = getManagedGuild(core, request);
  const role = getRole(guild, request);
  requireAboveRole(guild, request.botId, role);
  const body = request.body();
  const fields = readRole(body);
  body.form.throwIfFailed();
  if (fields.permissions) requireGrantable(guild, request.botId, fields.permissions);
  const before = presentRole(role);
  Object.assign(role, fields);
  announceRole(core, 'update', guild, role);
  const presented = presentRole(role);
  recordAudit(core, request, guild, {
    type: AuditLogEvent.RoleUpdate,
    targetId: role.id,
    changes: listChanges(before, presented),
  });
  return presented;
}

function moveRoles(core: Core, request: RestRequest): unknown {
  const guild = getManagedGuild(core, request);
  const body = new Field(request.json);
  const moves = body.list({ required: true }).map((item) => ({
    id: item.key('id').snowflake(true) ?? '0',
    position: item.key('position').int({ min: 0 }),
  }));
  body.form.throwIfFailed();
  // Clients send the whole list: only what changes has to be below the bot's own role.
  const changes = moves.flatMap(({ id, position }) => {
    const role = guild.roles.get(id);
    if (!role) throw discordError(10011);
    if (position === undefined || position === role.position) return [];
    requireAboveRole(guild, request.botId, role);
    return [{ role, position }];
  });
  for (const { role, position } of changes) {
    role.position = position;
    announceRole(core, 'update', guild, role);
  }
  return listRoles(guild);
}

function deleteRole(core: Core, request: RestRequest): undefined {
  const guild = getManagedGuild(core, request);
  const role = getRole(guild, request);
  if (role.id === guild.id || role.managed) throw discordError(50028);
  requireAboveRole(guild, request.botId, role);
  guild.roles.delete(role.id);
  for (const member of guild.members.values())
    if (member.roles.includes(role.id)) {
      member.roles = member.roles.filter((id) => id !== role.id);
      announceMember(core, 'update', guild, member);
    }
  announceRole(core, 'delete', guild, role);
  recordAudit(core, request, guild, {
    type: AuditLogEvent.RoleDelete,
    targetId: role.id,
    changes: listChanges(presentRole(role), null),
  });
}
