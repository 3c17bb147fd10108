import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { createAuditEntry } from './audit-entry.ts';
import { parseReason } from './reason.ts';
import type {
  ClusterView,
  CustomerDatabaseStatus,
  OperatorActor,
  OperatorOperations,
  OutdatedPlacement,
} from './types.ts';
import { withAuditRecord } from './with-audit-record.ts';

export async function listClusters({ tenancy }: Deps): Promise<ClusterView[]> {
  const statuses = await tenancy.status.clusters();
  return statuses.map((cluster) => ({ ...cluster, healthy: cluster.latencyMs !== null }));
}

export const listCustomerDatabases = ({ tenancy }: Deps): Promise<CustomerDatabaseStatus[]> =>
  tenancy.status.customerDatabases();

export const listOutdatedPlacements = ({ tenancy }: Deps): Promise<OutdatedPlacement[]> =>
  tenancy.status.outdatedPlacements();

/**
 * Migrates an own database again, by opening it. Regions are migrated by `npm run migrate`, which
 * alone has their owner's password.
 * @throws VektraError `not_found` for anything else than a guild in its own database
 */
export async function retryMigration(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<OperatorOperations['retryMigration']>[1],
): Promise<void> {
  const reason = parseReason(input);
  const { place } = input;
  if (!/^[0-9]{1,20}$/.test(place)) throw notFound();
  const entry = createAuditEntry(deps, operator, 'migration.retry', { guildId: place, reason });
  await withAuditRecord(deps, entry, { shouldCopyToLabel: true }, () =>
    deps.tenancy.read(place, (db) => Promise.resolve(db.table('guild_settings').first('revision'))),
  );
}
