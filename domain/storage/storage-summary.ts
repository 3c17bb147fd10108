import type { Deps } from '../deps.ts';
import { staffOperation } from '../operations/staff-operation.ts';
import type { StorageSummary } from './types.ts';

/**
 * Where the guild's data lives and whether its database answers; available when that does not.
 * @throws VektraError `not_found` unless staff, `not_set_up`
 */
export const getSummary = staffOperation({
  name: 'storage.get_summary',
  limit: 'staffQuery',
  // The check of the caller's access has just read from it: one more read would tell no more.
  run: ({ deps, caller, isDatabaseReachable }) =>
    summarizeStorage(deps, caller.guildId, isDatabaseReachable),
});

/** @param isHealthy whether the guild's database has just answered */
export async function summarizeStorage(
  { tenancy }: Deps,
  guildId: string,
  isHealthy: boolean,
): Promise<StorageSummary> {
  const placement = await tenancy.getPlacement(guildId);
  const region = tenancy.regions.find(({ key }) => key === placement.region);
  return {
    kind: placement.kind,
    region: placement.region,
    regionName: region?.name ?? placement.region,
    state: placement.state === 'active' ? 'open' : 'moving',
    isHealthy,
  };
}
