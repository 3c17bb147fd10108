import { announceMember } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import { removeFromGuild } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { computeGuildPermissions } from '../permissions/compute.ts';
import { requireAboveMember, requireAboveRole } from '../permissions/hierarchy.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentMember } from '../present/member.ts';
import type { GuildRecord, MemberRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';

const PATH = '/guilds/:guild_id/members/:user_id';
const MAX_TIMEOUT_MS = 28 * 86_400_000;

export const editMemberRoutes: RestRoute[] = [
  botRoute('PATCH', PATH, editMember),
  botRoute('DELETE', PATH, kickMember),
  botRoute('PUT', `${PATH}/roles/:role_id`, (core, request) => setRole(core, request, true)),
  botRoute('DELETE', `${PATH}/roles/:role_id`, (core, request) => setRole(core, request, false)),
];

function getTarget(core: Core, request: RestRequest): { guild: GuildRecord; member: MemberRecord } {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  const id = request.param('user_id');
  const member = guild.members.get(id);
  if (!member) throw discordError(core.state.users.has(id) ? 10007 : 10013);
  return { guild, member };
}

function editMember(core: Core, request: RestRequest): unknown {
  const { guild, member } = getTarget(core, request);
  const body = request.body();
  const nick = body.key('nick').string({ max: 32 });
  const roles = body
    .key('roles')
    .list()
    .map((item) => item.snowflake(true) ?? '0');
  const timeout = readTimeout(core, body.key('communication_disabled_until'));
  body.form.throwIfFailed();
  // Nobody is ever in a voice channel here.
  for (const name of ['mute', 'deaf', 'channel_id'])
    if (body.key(name).isPresent) throw discordError(40032);
  const before = presentMember(core.state, member);
  const changes: Partial<MemberRecord> = {};
  if (body.has('nick')) {
    requireGuildPermission(guild, request.botId, Permission.ManageNicknames);
    requireAboveMember(guild, request.botId, member);
    changes.nick = nick || null;
  }
  if (body.has('roles')) {
    requireGuildPermission(guild, request.botId, Permission.ManageRoles);
    requireAssignable(guild, request.botId, member, roles);
    changes.roles = roles;
  }
  if (body.has('communication_disabled_until')) {
    requireGuildPermission(guild, request.botId, Permission.ModerateMembers);
    requireAboveMember(guild, request.botId, member);
    if (timeout && computeGuildPermissions(guild, member) & Permission.Administrator)
      throw discordError(50013);
    changes.timeoutUntil = timeout ?? null;
  }
  Object.assign(member, changes);
  announceMember(core, 'update', guild, member);
  const presented = presentMember(core.state, member);
  recordMemberChanges(core, request, guild, before, presented);
  return presented;
}

function readTimeout(core: Core, field: Field): string | undefined {
  const text = field.timestamp();
  if (text === undefined) return undefined;
  if (Date.parse(text) > core.clock.now() + MAX_TIMEOUT_MS)
    return field.addError(
      'COMMUNICATION_DISABLED_UNTIL_TOO_FAR',
      'A timeout may end 28 days from now at the latest.',
    );
  return new Date(text).toISOString();
}

/** Only roles that change have to be below the actor's own. */
function requireAssignable(
  guild: GuildRecord,
  actorId: string,
  member: MemberRecord,
  roles: string[],
): void {
  const changed = [
    ...roles.filter((id) => !member.roles.includes(id)),
    ...member.roles.filter((id) => !roles.includes(id)),
  ];
  for (const id of changed) {
    const role = guild.roles.get(id);
    if (!role || role.id === guild.id) throw discordError(10011);
    if (role.managed) throw discordError(50013);
    requireAboveRole(guild, actorId, role);
  }
}

function setRole(core: Core, request: RestRequest, isGiven: boolean): undefined {
  const { guild, member } = getTarget(core, request);
  requireGuildPermission(guild, request.botId, Permission.ManageRoles);
  const roleId = request.param('role_id');
  const others = member.roles.filter((id) => id !== roleId);
  const roles = isGiven ? [...others, roleId] : others;
  if (!guild.roles.has(roleId)) throw discordError(10011);
  requireAssignable(guild, request.botId, member, roles);
  if (roles.length === member.roles.length) return;
  const before = presentMember(core.state, member);
  member.roles = roles;
  announceMember(core, 'update', guild, member);
  recordMemberChanges(core, request, guild, before, presentMember(core.state, member));
}

/** Roles have an entry of their own: what was added as `$add`, what was taken as `$remove`. */
function recordMemberChanges(
  core: Core,
  request: RestRequest,
  guild: GuildRecord,
  before: ReturnType<typeof presentMember>,
  after: ReturnType<typeof presentMember>,
): void {
  const targetId = after.user.id;
  const changes = listChanges(before, after).filter(({ key }) => key !== 'roles');
  if (changes.length > 0)
    recordAudit(core, request, guild, { type: AuditLogEvent.MemberUpdate, targetId, changes });
  const nameRoles = (ids: string[]) =>
    ids.map((id) => ({ id, name: guild.roles.get(id)?.name ?? '' }));
  const added = after.roles.filter((id) => !before.roles.includes(id));
  const removed = before.roles.filter((id) => !after.roles.includes(id));
  const roleChanges = [
    ...(added.length > 0 ? [{ key: '$add', new_value: nameRoles(added) }] : []),
    ...(removed.length > 0 ? [{ key: '$remove', new_value: nameRoles(removed) }] : []),
  ];
  if (roleChanges.length > 0)
    recordAudit(core, request, guild, {
      type: AuditLogEvent.MemberRoleUpdate,
      targetId,
      changes: roleChanges,
    });
}

function kickMember(core: Core, request: RestRequest): undefined {
  const { guild, member } = getTarget(core, request);
  requireGuildPermission(guild, request.botId, Permission.KickMembers);
  requireAboveMember(guild, request.botId, member);
  removeFromGuild(core, guild, member.userId);
  recordAudit(core, request, guild, { type: AuditLogEvent.MemberKick, targetId: member.userId });
}
