import { announceBan } from '../actions/announce.ts';
import { AuditLogEvent, recordAudit } from '../actions/audit-log.ts';
import { deleteMessages } from '../actions/edit-message.ts';
import { removeFromGuild } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireAboveMember } from '../permissions/hierarchy.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentDeletedUser, presentUser } from '../present/user.ts';
import type { BanRecord } from '../state/moderation-types.ts';
import { compareIds, getSnowflakeTime } from '../state/snowflake.ts';
import type { GuildRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';

const PATH = '/guilds/:guild_id/bans';
const WEEK_SECONDS = 604_800;
const DAY_SECONDS = 86_400;

export const banRoutes: RestRoute[] = [
  botRoute('GET', PATH, listBans),
  botRoute('GET', `${PATH}/:user_id`, (core, request) =>
    presentBan(core, getBan(getGuild(core, request), request)),
  ),
  botRoute('PUT', `${PATH}/:user_id`, createBan),
  botRoute('DELETE', `${PATH}/:user_id`, removeBan),
  botRoute('POST', '/guilds/:guild_id/bulk-ban', banMany),
];

function getGuild(core: Core, request: RestRequest): GuildRecord {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.BanMembers);
  return guild;
}

function getBan(guild: GuildRecord, request: RestRequest): BanRecord {
  const ban = guild.bans?.get(request.param('user_id'));
  if (!ban) throw discordError(10026);
  return ban;
}

function presentBan(core: Core, ban: BanRecord) {
  const user = core.state.users.get(ban.userId);
  return { reason: ban.reason, user: user ? presentUser(user) : presentDeletedUser(ban.userId) };
}

/** By user id, growing; `before` pages backwards. */
function listBans(core: Core, request: RestRequest): unknown {
  const guild = getGuild(core, request);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 1000 }) ?? 1000;
  const before = query.key('before').snowflake();
  const after = query.key('after').snowflake() ?? '0';
  query.form.throwIfFailed();
  const found = [...(guild.bans?.values() ?? [])]
    .filter(
      ({ userId }) =>
        compareIds(userId, after) > 0 && (before === undefined || compareIds(userId, before) < 0),
    )
    .toSorted((a, b) => compareIds(a.userId, b.userId));
  const page = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return page.map((ban) => presentBan(core, ban));
}

/** How far back messages go with the ban; the days are of API v9. */
function readDeleteSeconds(body: Field): number {
  const seconds = body.key('delete_message_seconds').int({ min: 0, max: WEEK_SECONDS });
  const days = body.key('delete_message_days').int({ min: 0, max: 7 });
  return seconds ?? (days ?? 0) * DAY_SECONDS;
}

function createBan(core: Core, request: RestRequest): undefined {
  const guild = getGuild(core, request);
  const body = request.body();
  const deleteSeconds = readDeleteSeconds(body);
  body.form.throwIfFailed();
  ban(core, request, guild, request.param('user_id'), deleteSeconds);
}

function ban(
  core: Core,
  request: RestRequest,
  guild: GuildRecord,
  userId: string,
  deleteSeconds: number,
): void {
  if (!core.state.users.has(userId)) throw discordError(10013);
  const member = guild.members.get(userId);
  if (member) requireAboveMember(guild, request.botId, member);
  if (guild.bans?.has(userId)) return;
  guild.bans ??= new Map();
  guild.bans.set(userId, { userId, reason: request.auditReason });
  if (member) removeFromGuild(core, guild, userId);
  announceBan(core, guild, userId, true);
  if (deleteSeconds > 0) deleteRecentMessages(core, guild, userId, deleteSeconds);
  recordAudit(core, request, guild, { type: AuditLogEvent.MemberBanAdd, targetId: userId });
}

function deleteRecentMessages(core: Core, guild: GuildRecord, userId: string, seconds: number) {
  const since = core.clock.now() - seconds * 1000;
  for (const channel of core.state.channels.values())
    if (channel.guildId === guild.id)
      deleteMessages(
        core,
        channel,
        [...channel.messages.values()].filter(
          (message) => message.authorId === userId && getSnowflakeTime(message.id) >= since,
        ),
      );
}

function removeBan(core: Core, request: RestRequest): undefined {
  const guild = getGuild(core, request);
  const { userId } = getBan(guild, request);
  guild.bans!.delete(userId);
  announceBan(core, guild, userId, false);
  recordAudit(core, request, guild, { type: AuditLogEvent.MemberBanRemove, targetId: userId });
}

/** Each as far as it goes; 500000 when nobody could be banned. */
function banMany(core: Core, request: RestRequest): unknown {
  const guild = getGuild(core, request);
  requireGuildPermission(guild, request.botId, Permission.ManageGuild);
  const body = request.body();
  const userIds = body
    .key('user_ids')
    .list({ min: 1, max: 200, required: true })
    .map((item) => item.snowflake(true) ?? '0');
  const deleteSeconds = readDeleteSeconds(body);
  body.form.throwIfFailed();
  const banned: string[] = [];
  for (const userId of userIds) {
    if (guild.bans?.has(userId)) continue;
    try {
      ban(core, request, guild, userId, deleteSeconds);
      banned.push(userId);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
    }
  }
  if (banned.length === 0) throw discordError(500000);
  return { banned_users: banned, failed_users: userIds.filter((id) => !banned.includes(id)) };
}
