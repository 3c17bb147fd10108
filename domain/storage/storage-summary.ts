import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { StorageSummary } from './types.ts';

/** Where the guild's data lives and whether it answers. @throws VektraError `not_found` unless staff */
export async function getStorageSummary({ tenancy }: Deps, actor: Actor): Promise<StorageSummary> {
  const [placement] = await Promise.all([
    tenancy.getPlacement(actor.guildId),
    tenancy.read(actor.guildId, async (db) => requireStaff(actor, await readSettings(db))),
  ]);
  const region = tenancy.regions.find(({ key }) => key === placement.region);
  return {
    kind: placement.kind,
    region: placement.region,
    regionName: region?.name ?? placement.region,
    state: placement.state === 'active' ? 'open' : 'moving',
    // The read above went through the guild's own place; a failure of it is thrown.
    isHealthy: true,
  };
}
