import { z } from 'zod';
import { notFound } from '../errors/errors.ts';
import { operatorMutation, operatorQuery } from '../operations/operator-builders.ts';
import type { ClusterView, CustomerDatabaseStatus, OutdatedPlacement } from './types.ts';
import { withAuditRecord } from './with-audit-record.ts';

/** A region's key or a guild's id. */
const PLACE_MAX_LENGTH = 64;

export const listClusters = operatorQuery({
  name: 'operator.list_clusters',
  async run({ deps: { tenancy } }): Promise<ClusterView[]> {
    const statuses = await tenancy.status.clusters();
    return statuses.map((cluster) => ({ ...cluster, healthy: cluster.latencyMs !== null }));
  },
});

export const listCustomerDatabases = operatorQuery({
  name: 'operator.list_customer_databases',
  run: ({ deps: { tenancy } }): Promise<CustomerDatabaseStatus[]> =>
    tenancy.status.customerDatabases(),
});

export const listOutdatedPlacements = operatorQuery({
  name: 'operator.list_outdated_placements',
  run: ({ deps: { tenancy } }): Promise<OutdatedPlacement[]> => tenancy.status.outdatedPlacements(),
});

/**
 * Migrates a customer database again, by opening it. Regions are migrated by `npm run migrate`,
 * which alone has their owner's password.
 * @throws VektraError `not_found` for anything but a guild in its own database
 */
export const retryMigration = operatorMutation({
  name: 'operator.retry_migration',
  input: z.object({ place: z.string().max(PLACE_MAX_LENGTH, 'text.too_long') }),
  action: () => 'migration.retry',
  async run({ deps, auditEntry }, { place }): Promise<void> {
    if (!/^[0-9]{1,20}$/.test(place)) throw notFound();
    await withAuditRecord(deps, auditEntry({ guildId: place }), { shouldCopyToLabel: true }, () =>
      deps.tenancy.read(place, (db) =>
        Promise.resolve(db.table('guild_settings').first('revision')),
      ),
    );
  },
});
