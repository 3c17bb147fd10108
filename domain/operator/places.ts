import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { auditEntry } from './entry.ts';
import { reasonOf } from './reason.ts';
import { recorded } from './recorded.ts';
import type {
  ClusterView,
  LaggingPlace,
  OperatorActor,
  OperatorActs,
  OwnPlaceView,
} from './types.ts';

export async function clusters({ tenancy }: Deps): Promise<ClusterView[]> {
  const found = await tenancy.status.clusters();
  return found.map((cluster) => ({ ...cluster, healthy: cluster.latencyMs !== null }));
}

export const ownPlaces = ({ tenancy }: Deps): Promise<OwnPlaceView[]> => tenancy.status.own();

export const lagging = ({ tenancy }: Deps): Promise<LaggingPlace[]> => tenancy.status.lagging();

/**
 * Migrates an own database again, by opening it. Regions are migrated by `npm run migrate`, which
 * alone has their owner's password.
 * @throws VektraError `not_found` for anything else than a guild in its own database
 */
export async function retryMigration(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<OperatorActs['retryMigration']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { place } = input;
  if (!/^[0-9]{1,20}$/.test(place)) throw notFound();
  const entry = auditEntry(deps, by, 'migration.retry', { guildId: place, reason });
  await recorded(deps, entry, { isCopied: true }, () =>
    deps.tenancy.read(place, (db) => Promise.resolve(db.table('guild_settings').first('revision'))),
  );
}
