import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { recordStorageAudit } from './record-storage-audit.ts';

/** Whether demos are parked while the database is away. @throws VektraError `not_found` unless admin */
export async function setDeferring(
  deps: Deps,
  actor: Actor,
  input: { isEnabled: boolean },
): Promise<void> {
  requireAdmin(actor);
  await deps.tenancy.getPlacement(actor.guildId);
  await deps.tenancy.storage.setDeferring(actor.guildId, input.isEnabled);
  await recordStorageAudit(
    deps,
    actor,
    input.isEnabled ? 'storage.parking_on' : 'storage.parking_off',
  );
}
