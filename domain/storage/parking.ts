import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { auditStorage } from './audit.ts';

/** Whether demos are parked while the database is away. @throws VektraError `not_found` unless admin */
export async function setParking(
  deps: Deps,
  actor: Actor,
  input: { parks: boolean },
): Promise<void> {
  requireAdmin(actor);
  await deps.tenancy.placement(actor.guildId);
  await deps.tenancy.storage.setParks(actor.guildId, input.parks);
  await auditStorage(deps, actor, input.parks ? 'storage.parking_on' : 'storage.parking_off');
}
