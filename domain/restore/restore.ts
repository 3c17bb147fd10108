import { z } from 'zod';
import { notFound } from '../errors/errors.ts';
import { operatorMutation } from '../operations/operator-builders.ts';
import type { RestoreReport } from '../operator/types.ts';
import { withAuditRecord } from '../operator/with-audit-record.ts';
import { regionKey, snowflakeId } from '../text/schemas.ts';

const MAX_REGIONS = 100;

/**
 * Run after a backup was restored: nothing that was sent after the backup is sent again, and guilds
 * are open where their rows are. Repeatable. `regions`: those that were restored; none when only
 * the control database was.
 * @throws VektraError `not_found` for an unknown region
 */
export const finish = operatorMutation({
  name: 'restore.finish',
  input: z.object({ regions: z.array(regionKey).max(MAX_REGIONS, 'text.too_long').readonly() }),
  action: () => 'restore.finish',
  async run({ deps, auditEntry }, { regions }): Promise<RestoreReport> {
    const { tenancy } = deps;
    const knownRegions = new Set(tenancy.regions.map(({ key }) => key));
    if (!regions.every((region) => knownRegions.has(region))) throw notFound();
    const entry = auditEntry({ guildId: null, details: { regions } });
    return withAuditRecord(deps, entry, { shouldCopyToLabel: false }, () =>
      tenancy.restore.finish(regions),
    );
  },
});

/**
 * Opens a guild in a region with the rows that are there, and closes it in the others.
 * @throws VektraError `not_found` for an unknown region, `storage_moving`
 */
export const openInRegion = operatorMutation({
  name: 'restore.open_in_region',
  input: z.object({ guildId: snowflakeId, region: regionKey }),
  action: () => 'restore.open',
  async run({ deps, auditEntry }, { guildId, region }): Promise<void> {
    const { tenancy } = deps;
    if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
    const entry = auditEntry({ guildId, details: { region } });
    await withAuditRecord(deps, entry, { shouldCopyToLabel: true }, () =>
      tenancy.restore.openGuildIn(guildId, region),
    );
  },
});
