import type { Deps } from '../deps.ts';
import { query } from '../operations/guild-operations.ts';
import type { StorageSummary } from './types.ts';

/**
 * Where the guild's data lives and whether it is reachable. @throws VektraError `not_found` unless
 * staff
 */
export const getSummary = query({
  name: 'storage.get_summary',
  access: 'staff',
  limit: 'staffQuery',
  read: ({ deps, actor }) => summarizeStorage(deps, actor.guildId),
});

/** For a guild whose database has just answered. */
export async function summarizeStorage(
  { tenancy }: Deps,
  guildId: string,
): Promise<StorageSummary> {
  const placement = await tenancy.getPlacement(guildId);
  const region = tenancy.regions.find(({ key }) => key === placement.region);
  return {
    kind: placement.kind,
    region: placement.region,
    regionName: region?.name ?? placement.region,
    state: placement.state === 'active' ? 'open' : 'moving',
    isHealthy: true,
  };
}
