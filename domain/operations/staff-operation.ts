import type { Actor } from '../actors/actor.ts';
import { checkStaffAccess } from '../actors/staff-access.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import type { Operation, OperationDeclaration } from './types.ts';

interface Scope {
  deps: Deps;
  caller: Actor;
  /** Whether the guild's database answered the check of the caller's access. */
  isDatabaseReachable: boolean;
}

/**
 * A query for a guild's staff about what is not in its own database, available while that is not.
 * It takes no input.
 */
export const staffOperation = <O>(
  spec: Pick<OperationDeclaration, 'name' | 'limit'> & { run(scope: Scope): Promise<O> },
): Operation<Actor, undefined, O> => ({
  name: spec.name,
  kind: 'query',
  access: 'staff',
  feature: null,
  limit: spec.limit,
  run: (deps, caller) => mapTenancyErrors(deps, runForStaff(spec, deps, caller)),
});

async function runForStaff<O>(
  spec: { run(scope: Scope): Promise<O> },
  deps: Deps,
  caller: Actor,
): Promise<O> {
  const { isStaff, isDatabaseReachable } = await checkStaffAccess(deps, caller);
  if (!isStaff) throw notFound();
  return spec.run({ deps, caller, isDatabaseReachable });
}
