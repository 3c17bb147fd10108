import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { planAt } from '../plans/guild-plan.ts';
import { can } from '../plans/plans.ts';
import { leaveBy } from './leave-by.ts';
import { moveView, placeView } from './present.ts';
import type { StorageView } from './types.ts';

/** A move that ended is shown for so long. */
const SHOWN_MS = 7 * 86_400_000;

/**
 * Where the guild's data lives. It is there when the guild's own database is not.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export async function view({ tenancy, now }: Deps, actor: Actor): Promise<StorageView> {
  requireAdmin(actor);
  const { guildId } = actor;
  const [at, healthy] = await Promise.all([tenancy.placement(guildId), answers(tenancy, guildId)]);
  // What the look found out is told: an outage that began or ended.
  const [facts, parked] = await Promise.all([
    tenancy.storage.facts(guildId),
    // Of a managed guild it would ask the place that does not answer.
    healthy || at.kind === 'own' ? tenancy.parking.count(guildId).catch(() => 0) : 0,
  ]);
  const plan = planAt(at.grants, now());
  const { secret, outage, move } = facts;
  const isShown = move && (move.endedAt === null || move.endedAt > now() - SHOWN_MS);
  return {
    plan,
    placement:
      at.kind === 'own'
        ? { kind: 'own', engine: at.engine }
        : placeView({ kind: 'managed', region: at.region }, tenancy.regions),
    healthy,
    regions: tenancy.regions.map((region) => ({ ...region })),
    own:
      at.kind === 'own'
        ? {
            engine: at.engine,
            server: secret?.server ?? '',
            credentialsSince: secret?.changedAt ?? 0,
            secretVersion: at.secret?.version ?? 0,
            rotationAskedAt: facts.rotationAskedAt,
            outage: outage && { since: outage.since, code: outage.code },
          }
        : null,
    move: isShown ? moveView(move, tenancy.regions) : null,
    parks: facts.parks,
    parked,
    canChangeRegion: can(plan, 'storage_region'),
    canUseOwn: can(plan, 'own_database'),
    leaveBy: at.kind === 'own' ? leaveBy(at.grants, now()) : null,
  };
}

const answers = (tenancy: Deps['tenancy'], guildId: string): Promise<boolean> =>
  tenancy
    .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
    .then(
      () => true,
      () => false,
    );
