import type { Tenant } from '../../domain/operator/types.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';

/** A row of the operator's list. */
export const presentTenant = (tenant: Tenant) => ({
  guildId: tenant.guildId,
  name: tenant.name,
  present: tenant.isBotPresent,
  kind: tenant.kind,
  region: tenant.regionName,
  state: tenant.state,
  schemaVersion: tenant.schemaVersion,
  /** The day, in UTC: operators compare servers, not hours. */
  since: new Date(tenant.createdAt).toISOString().slice(0, 10),
  plan: PLAN_NAMES[tenant.plan],
});
