import type { AuditLogEntry } from '../state/moderation-types.ts';

export function presentAuditLogEntry(entry: AuditLogEntry) {
  return {
    id: entry.id,
    action_type: entry.actionType,
    user_id: entry.userId,
    target_id: entry.targetId,
    ...(entry.changes.length > 0 ? { changes: entry.changes } : {}),
    ...(entry.options ? { options: entry.options } : {}),
    ...(entry.reason === null ? {} : { reason: entry.reason }),
  };
}
