import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { planAt } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import { graceEndsAt } from './grace-period.ts';
import { toMoveView, toPlacementView } from './move-view.ts';
import type { StorageView } from './types.ts';

/** A move that ended is shown for so long. */
const ENDED_MOVE_VISIBLE_MS = 7 * 86_400_000;

/**
 * Where the guild's data lives. It is there when the guild's own database is not.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export async function getStorageView({ tenancy, now }: Deps, actor: Actor): Promise<StorageView> {
  requireAdmin(actor);
  const { guildId } = actor;
  const [placement, isHealthy] = await Promise.all([
    tenancy.getPlacement(guildId),
    isDatabaseReachable(tenancy, guildId),
  ]);
  // What the look found out is told: an outage that began or ended.
  const [storageFacts, deferredCount] = await Promise.all([
    tenancy.storage.getInfo(guildId),
    // Of a managed guild it would ask the place that does not answer.
    isHealthy || placement.kind === 'own'
      ? tenancy.deferredSubmissions.count(guildId).catch(() => 0)
      : 0,
  ]);
  const plan = planAt(placement.grants, now());
  const { secret, outage, move } = storageFacts;
  const isShown = move && (move.endedAt === null || move.endedAt > now() - ENDED_MOVE_VISIBLE_MS);
  return {
    plan,
    placement:
      placement.kind === 'own'
        ? { kind: 'own', engine: placement.engine }
        : toPlacementView({ kind: 'managed', region: placement.region }, tenancy.regions),
    isHealthy,
    regions: tenancy.regions.map((region) => ({ ...region })),
    customerDatabase:
      placement.kind === 'own'
        ? {
            engine: placement.engine,
            server: secret?.server ?? '',
            credentialsSince: secret?.changedAt ?? 0,
            secretVersion: placement.secret?.version ?? 0,
            rotationRequestedAt: storageFacts.rotationRequestedAt,
            outage: outage && { since: outage.since, code: outage.code },
          }
        : null,
    move: isShown ? toMoveView(move, tenancy.regions) : null,
    isDeferringEnabled: storageFacts.isDeferringEnabled,
    deferredCount,
    canChangeRegion: planIncludes(plan, 'storage_region'),
    canUseCustomerDatabase: planIncludes(plan, 'own_database'),
    graceEndsAt: placement.kind === 'own' ? graceEndsAt(placement.grants, now()) : null,
  };
}

const isDatabaseReachable = (tenancy: Deps['tenancy'], guildId: string): Promise<boolean> =>
  tenancy
    .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
    .then(
      () => true,
      () => false,
    );
