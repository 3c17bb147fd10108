import type { Core } from '../core.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentAuditLogEntry } from '../present/audit-log.ts';
import { presentUser } from '../present/user.ts';
import { compareIds } from '../state/snowflake.ts';

export const auditLogRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id/audit-logs', getAuditLog),
];

/** Newest first; with `after` oldest first. */
function getAuditLog(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  requireGuildPermission(guild, request.botId, Permission.ViewAuditLog);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 50;
  const userId = query.key('user_id').snowflake();
  const actionType = query.key('action_type').int();
  const before = query.key('before').snowflake();
  const after = query.key('after').snowflake();
  query.form.throwIfFailed();
  const found = (guild.auditLog ?? []).filter(
    (entry) =>
      (userId === undefined || entry.userId === userId) &&
      (actionType === undefined || entry.actionType === actionType) &&
      (before === undefined || compareIds(entry.id, before) < 0) &&
      (after === undefined || compareIds(entry.id, after) > 0),
  );
  const entries = (after === undefined ? found.toReversed() : found).slice(0, limit);
  const userIds = new Set(entries.flatMap((entry) => [entry.userId, entry.targetId ?? '']));
  return {
    audit_log_entries: entries.map(presentAuditLogEntry),
    users: [...userIds].flatMap((id) => {
      const user = core.state.users.get(id);
      return user ? [presentUser(user)] : [];
    }),
    application_commands: [],
    auto_moderation_rules: [],
    guild_scheduled_events: [],
    integrations: [],
    threads: [],
    webhooks: [],
  };
}
