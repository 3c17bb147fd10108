import type { Actor } from '../actors/actor.ts';
import { checkStaffAccess } from '../actors/staff-access.ts';
import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { operation } from '../operations/other-operations.ts';

/**
 * Whether the actor is staff of the guild; of one that was never set up, only its admins are.
 * Available while the guild's own database is not.
 */
export const isStaff = operation({
  name: 'access.is_staff',
  kind: 'query',
  access: 'member',
  limit: null,
  async run({ deps, caller: actor }: { deps: Deps; caller: Actor }) {
    try {
      return (await mapTenancyErrors(deps, checkStaffAccess(deps, actor))).isStaff;
    } catch (error) {
      if (isVektraError(error) && error.code === 'not_set_up') return actor.isAdmin;
      throw error;
    }
  },
});
