import type { Actor } from '../actors/actor.ts';
import { audit } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';

/**
 * Into the guild's audit log; while its database is away or moving, into the control database's: the
 * act itself has happened.
 */
export async function auditStorage(
  { tenancy, now }: Deps,
  actor: Actor,
  act: string,
  target: string | null = null,
): Promise<void> {
  try {
    await tenancy.write(actor.guildId, (db) => audit(db, actor, act, target));
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'TenancyError') throw error;
    await tenancy.control.auditAdmin({
      adminId: actor.userId,
      guildId: actor.guildId,
      act,
      details: { target },
      now: now(),
    });
  }
}
