import type { Actor } from '../actors/actor.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';

/**
 * Into the guild's audit log; while its database is away or moving, into the control database's: the
 * act itself has happened.
 */
export async function recordStorageAudit(
  { tenancy, now }: Deps,
  actor: Actor,
  action: string,
  target: string | null = null,
): Promise<void> {
  try {
    await tenancy.write(actor.guildId, (db) => recordAudit(db, actor, action, target));
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'TenancyError') throw error;
    await tenancy.control.recordAdminAction({
      adminId: actor.userId,
      guildId: actor.guildId,
      act: action,
      details: { target },
      now: now(),
    });
  }
}
