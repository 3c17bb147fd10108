import type { Deps } from '../deps.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { parseSettings, readSettings } from '../settings/settings-document.ts';
import type { Actor } from './actor.ts';
import { isStaff } from './policies.ts';

export interface StaffAccess {
  isStaff: boolean;
  /** Whether the guild's database answered just now. */
  isDatabaseReachable: boolean;
}

/**
 * Whether the actor is staff, by the guild's settings; while its own database is unavailable, by
 * their snapshot in the home region. An admin is staff whatever the settings say.
 * @throws TenancyError when the settings cannot be read anywhere; VektraError `not_set_up`
 */
export async function checkStaffAccess({ tenancy }: Deps, actor: Actor): Promise<StaffAccess> {
  const { guildId } = actor;
  try {
    const settings = await tenancy.read(guildId, readSettings);
    return { isStaff: await isStaff(actor, settings), isDatabaseReachable: true };
  } catch (error) {
    const failure = getTenancyFailure(error);
    if (failure !== 'unavailable' && failure !== 'schema_newer') throw error;
    if (actor.isAdmin) return { isStaff: true, isDatabaseReachable: false };
    // The snapshot of a managed guild is in the region that is unavailable.
    if ((await tenancy.getPlacement(guildId)).kind !== 'own') throw error;
    const snapshot = await tenancy.deferredSubmissions.readSettingsSnapshot(guildId);
    if (snapshot === null) throw error;
    return { isStaff: await isStaff(actor, parseSettings(snapshot)), isDatabaseReachable: false };
  }
}
