import { randomBytes } from 'node:crypto';
import { announceInvite } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import { findInvite, listInvites } from '../actions/invites.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { rejectFields } from '../errors/not-spoken.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions, computeGuildPermissions } from '../permissions/compute.ts';
import {
  requireChannel,
  requireChannelPermissions,
  requireGuild,
  requireGuildPermission,
} from '../permissions/require.ts';
import { presentInvite, presentInviteMetadata } from '../present/invite.ts';
import type { InviteRecord } from '../state/moderation-types.ts';

const WEEK_SECONDS = 604_800;
const DAY_SECONDS = 86_400;

export const inviteRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id/invites', listChannelInvites),
  botRoute('POST', '/channels/:channel_id/invites', createInvite),
  botRoute('GET', '/guilds/:guild_id/invites', listGuildInvites),
  { method: 'GET', path: '/invites/:code', audience: 'open', handle: getInvite },
  botRoute('DELETE', '/invites/:code', deleteInvite),
];

const presentFully = (core: Core, invite: InviteRecord) => ({
  ...presentInvite(core.state, invite),
  ...presentInviteMetadata(invite),
});

function listChannelInvites(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageChannels);
  return listInvites(core, (invite) => invite.channelId === channel.id).map((invite) =>
    presentFully(core, invite),
  );
}

function listGuildInvites(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.ManageGuild);
  return listInvites(core, (invite) => invite.guildId === guild.id).map((invite) =>
    presentFully(core, invite),
  );
}

function getInvite(core: Core, request: RestRequest): unknown {
  const invite = findInvite(core, request.param('code'));
  return presentInvite(core.state, invite, request.readFlag('with_counts'));
}

function createInvite(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId === null || channel.thread) throw discordError(50024);
  requireChannelPermissions(core.state, channel, request.botId, Permission.CreateInstantInvite);
  const body = request.body();
  rejectFields(body, 'an invite', [
    'target_type',
    'target_user_id',
    'target_application_id',
    'role_ids',
  ]);
  const maxAgeSeconds = body.key('max_age').int({ min: 0, max: WEEK_SECONDS }) ?? DAY_SECONDS;
  const maxUses = body.key('max_uses').int({ min: 0, max: 100 }) ?? 0;
  const temporary = body.key('temporary').bool() ?? false;
  const isUnique = body.key('unique').bool() ?? false;
  body.form.throwIfFailed();
  const [similar] = listInvites(
    core,
    (invite) =>
      invite.channelId === channel.id &&
      invite.inviterId === request.botId &&
      invite.maxAgeSeconds === maxAgeSeconds &&
      invite.maxUses === maxUses &&
      invite.temporary === temporary,
  );
  if (similar && !isUnique) return presentFully(core, similar);
  const invite: InviteRecord = {
    code: randomBytes(6).toString('base64url'),
    guildId: channel.guildId,
    channelId: channel.id,
    inviterId: request.botId,
    createdAt: core.clock.iso(),
    maxAgeSeconds,
    maxUses,
    uses: 0,
    temporary,
  };
  core.state.invites.set(invite.code, invite);
  const presented = presentFully(core, invite);
  recordChange(core, request, 'create', invite, presented);
  return presented;
}

/** By who manages the channel, or the server. */
function deleteInvite(core: Core, request: RestRequest): unknown {
  const invite = findInvite(core, request.param('code'));
  const guild = requireGuild(core.state, invite.guildId, request.botId);
  const channel = core.state.channels.get(invite.channelId)!;
  const granted = computeGuildPermissions(guild, guild.members.get(request.botId)!);
  const inChannel = computeChannelPermissions(core.state, channel, request.botId);
  if (!(granted & Permission.ManageGuild) && !(inChannel & Permission.ManageChannels))
    throw discordError(50013);
  core.state.invites.delete(invite.code);
  const presented = presentInvite(core.state, invite);
  recordChange(core, request, 'delete', invite, {});
  return presented;
}

function recordChange(
  core: Core,
  request: RestRequest,
  change: 'create' | 'delete',
  invite: InviteRecord,
  details: object,
): void {
  const guild = core.state.guilds.get(invite.guildId)!;
  const { code } = invite;
  announceInvite(core, guild, change, {
    ...details,
    channel_id: invite.channelId,
    guild_id: guild.id,
    code,
  });
  const isNew = change === 'create';
  const described = { code, channel_id: invite.channelId, max_uses: invite.maxUses };
  recordAudit(core, request, guild, {
    type: isNew ? AuditLogEvent.InviteCreate : AuditLogEvent.InviteDelete,
    targetId: null,
    changes: isNew ? listChanges(null, described) : listChanges(described, null),
  });
}
