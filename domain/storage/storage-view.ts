import type { Deps } from '../deps.ts';
import { adminOperation } from '../operations/other-operations.ts';
import { planAt } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import { graceEndsAt } from './grace-period.ts';
import { toMoveView, toPlacementView } from './move-view.ts';
import { toPreviousVersion } from './previous-version.ts';
import type { StorageView } from './types.ts';

/** A move that ended is shown for so long. */
const ENDED_MOVE_VISIBLE_MS = 7 * 86_400_000;

/**
 * Where the guild's data lives; available when the guild's own database is not.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export const get = adminOperation({
  name: 'storage.get',
  kind: 'query',
  limit: 'staffQuery',
  async run({ deps: { tenancy, now }, caller: { guildId } }): Promise<StorageView> {
    const isHealthy = await isDatabaseReachable(tenancy, guildId);
    // Afterwards, so that an outage that the read above found to have started or ended is included.
    const info = await tenancy.storage.getInfo(guildId);
    const { placement, secret, outage, move } = info;
    const deferredCount =
      // For a managed guild this would query the region that is unreachable.
      isHealthy || placement.kind === 'own'
        ? await tenancy.deferredSubmissions.count(guildId).catch(() => 0)
        : 0;
    const [bucket, isRelocatingFiles] = await Promise.all([
      tenancy.buckets.getInfo(guildId),
      isHealthy ? tenancy.isRelocatingFiles(guildId).catch(() => false) : false,
    ]);
    const plan = planAt(placement.grants, now());
    const isShown = move && (move.endedAt === null || move.endedAt > now() - ENDED_MOVE_VISIBLE_MS);
    return {
      plan,
      placement:
        placement.kind === 'own'
          ? { kind: 'own', engine: placement.engine }
          : toPlacementView({ kind: 'managed', region: placement.region }, tenancy.regions),
      homeRegionName:
        tenancy.regions.find(({ key }) => key === placement.region)?.name ?? placement.region,
      isHealthy,
      regions: tenancy.regions.map((region) => ({ ...region })),
      customerDatabase:
        placement.kind === 'own'
          ? {
              engine: placement.engine,
              server: secret?.server ?? '',
              credentialsSince: secret?.changedAt ?? 0,
              secretVersion: placement.secret?.version ?? 0,
              previousVersion: toPreviousVersion(secret),
              rotationRequestedAt: info.rotationRequestedAt,
              outage: outage && { since: outage.since, code: outage.code },
            }
          : null,
      move: isShown ? toMoveView(move, tenancy.regions) : null,
      isDeferringEnabled: info.isDeferringEnabled,
      deferredCount,
      canChangeRegion: planIncludes(plan, 'storage_region'),
      bucket: bucket && {
        credentialsSince: bucket.credentialsSince,
        isUsable: bucket.secretVersion !== null,
        lastUsedAt: bucket.lastUsedAt,
        rotationRequestedAt: bucket.rotationRequestedAt,
      },
      isRelocatingFiles,
      canUseBucket: planIncludes(plan, 'own_bucket'),
      canUseCustomerDatabase: planIncludes(plan, 'own_database'),
      graceEndsAt: placement.kind === 'own' ? graceEndsAt(placement.grants, now()) : null,
    };
  },
});

const isDatabaseReachable = (tenancy: Deps['tenancy'], guildId: string): Promise<boolean> =>
  tenancy
    .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
    .then(
      () => true,
      () => false,
    );
