import { AuditLogEvent, recordAudit } from '../actions/audit-log.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { requireScope } from '../http/serve-rest.ts';
import { Permission } from '../permissions/bits.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { GLOBAL_SCOPE } from '../state/discord-state.ts';
import type { CommandPermission } from '../state/moderation-types.ts';
import type { GuildRecord } from '../state/types.ts';

const PATH = '/applications/:application_id/guilds/:guild_id/commands';
const SCOPE = 'applications.commands.permissions.update';
const MAX_PERMISSIONS = 100;

export const commandPermissionRoutes: RestRoute[] = [
  botRoute('GET', `${PATH}/permissions`, listPermissions),
  botRoute('GET', `${PATH}/:command_id/permissions`, getPermissions),
  {
    method: 'PUT',
    path: `${PATH}/:command_id/permissions`,
    audience: 'bearer',
    handle: setPermissions,
  },
];

function getGuild(core: Core, request: RestRequest): GuildRecord {
  if (request.param('application_id') !== request.botId) throw discordError(20012);
  return requireGuild(core.state, request.param('guild_id'), request.botId);
}

function present(request: RestRequest, id: string, permissions: CommandPermission[]) {
  return {
    id,
    application_id: request.param('application_id'),
    guild_id: request.param('guild_id'),
    permissions,
  };
}

function listPermissions(core: Core, request: RestRequest): unknown {
  return [...(getGuild(core, request).commandPermissions ?? [])]
    .filter(([id]) => isOwn(core, request, id))
    .map(([id, permissions]) => present(request, id, permissions));
}

/** The application's id stands for all its commands. */
function isOwn(core: Core, request: RestRequest, id: string): boolean {
  const applicationId = request.param('application_id');
  return (
    id === applicationId ||
    core.state.getCommands(applicationId, GLOBAL_SCOPE).has(id) ||
    core.state.getCommands(applicationId, request.param('guild_id')).has(id)
  );
}

function getPermissions(core: Core, request: RestRequest): unknown {
  const guild = getGuild(core, request);
  const id = request.param('command_id');
  if (!isOwn(core, request, id)) throw discordError(10063);
  const permissions = guild.commandPermissions?.get(id);
  if (!permissions) throw discordError(10066);
  return present(request, id, permissions);
}

/** By a person who manages the server and its roles, through the application. */
function setPermissions(core: Core, request: RestRequest): unknown {
  const personId = requireScope(request, SCOPE);
  const applicationId = request.param('application_id');
  if (request.bearer!.applicationId !== applicationId) throw discordError(20012);
  const guild = requireGuild(core.state, request.param('guild_id'), personId);
  const required = Permission.ManageGuild | Permission.ManageRoles;
  requireGuildPermission(guild, personId, required);
  const id = request.param('command_id');
  if (!isOwn(core, request, id)) throw discordError(10063);
  const body = request.body();
  const permissions = body
    .key('permissions')
    .list({ max: MAX_PERMISSIONS, required: true })
    .map((item) => ({
      id: item.key('id').snowflake(true) ?? '0',
      type: item.key('type').choice([1, 2, 3], true) ?? 1,
      permission: item.key('permission').bool() ?? false,
    }));
  body.form.throwIfFailed();
  guild.commandPermissions ??= new Map();
  guild.commandPermissions.set(id, permissions);
  const presented = present(request, id, permissions);
  core.gateway.dispatch({
    applicationId,
    guildId: guild.id,
    intent: 0,
    event: 'APPLICATION_COMMAND_PERMISSIONS_UPDATE',
    data: presented,
  });
  recordAudit(core, request, guild, {
    type: AuditLogEvent.ApplicationCommandPermissionUpdate,
    targetId: id,
    options: { application_id: applicationId },
  });
  return presented;
}
