import { AuditLogEvent } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { Intent } from '../gateway/intents.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { Permission } from '../permissions/bits.ts';
import { computeGuildPermissions } from '../permissions/compute.ts';
import { presentAuditLogEntry } from '../present/audit-log.ts';
import type { AuditLogChange, AuditLogEntry } from '../state/moderation-types.ts';
import type { GuildRecord } from '../state/types.ts';

export { AuditLogEvent };

/** Discord keeps 45 days; here the newest entries are kept. */
const MAX_ENTRIES = 1000;

interface Action {
  type: AuditLogEvent;
  targetId: string | null;
  changes?: AuditLogChange[];
  options?: Record<string, string>;
}

/** Records what the caller did, with the reason that it gave, and tells bots that may read the log. */
export function recordAudit(
  core: Core,
  request: RestRequest,
  guild: GuildRecord,
  action: Action,
): void {
  const entry: AuditLogEntry = {
    id: core.newId(),
    actionType: action.type,
    userId: request.actorId,
    targetId: action.targetId,
    changes: action.changes ?? [],
    options: action.options ?? null,
    reason: request.auditReason,
  };
  guild.auditLog ??= [];
  guild.auditLog.push(entry);
  if (guild.auditLog.length > MAX_ENTRIES) guild.auditLog.shift();
  for (const applicationId of guild.botIds) {
    const granted = computeGuildPermissions(guild, guild.members.get(applicationId)!);
    if (granted & Permission.ViewAuditLog)
      core.gateway.dispatch({
        applicationId,
        guildId: guild.id,
        intent: Intent.GuildModeration,
        event: 'GUILD_AUDIT_LOG_ENTRY_CREATE',
        data: { ...presentAuditLogEntry(entry), guild_id: guild.id },
      });
  }
}

/** What differs between two presented forms of one resource; null for one that is new or gone. */
export function listChanges(before: object | null, after: object | null): AuditLogChange[] {
  const old = { ...before } as Record<string, unknown>;
  const current = { ...after } as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(current)])]
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(current[key]))
    .map((key) => ({
      key,
      ...(old[key] === undefined ? {} : { old_value: old[key] }),
      ...(current[key] === undefined ? {} : { new_value: current[key] }),
    }));
}
