import type { Core } from '../core.ts';
import { presentEntitlement } from '../present/application.ts';
import { getOrCreate } from '../state/get-or-create.ts';
import type { EntitlementRecord } from '../state/types.ts';
import { announceEntitlement } from './announce.ts';
import { notifyWebhook } from './event-webhook.ts';

const APPLICATION_SUBSCRIPTION = 8;

export interface EntitlementGrant {
  applicationId: string;
  skuId: string;
  guildId: string | null;
  userId: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
}

export function grantEntitlement(core: Core, grant: EntitlementGrant): EntitlementRecord {
  const entitlement: EntitlementRecord = {
    id: core.newId(),
    type: APPLICATION_SUBSCRIPTION,
    startsAt: null,
    endsAt: null,
    deleted: false,
    consumed: false,
    ...grant,
  };
  getOrCreate(core.state.entitlements, grant.applicationId, () => new Map()).set(
    entitlement.id,
    entitlement,
  );
  announceEntitlement(core, 'create', entitlement);
  notifyEntitlementWebhook(core, 'ENTITLEMENT_CREATE', entitlement);
  return entitlement;
}

/** A subscription that is not renewed: Discord then sends an update with its end. */
export function endEntitlement(core: Core, entitlement: EntitlementRecord, endsAt: string): void {
  entitlement.endsAt = endsAt;
  announceEntitlement(core, 'update', entitlement);
  notifyEntitlementWebhook(core, 'ENTITLEMENT_UPDATE', entitlement);
}

/** A refund or a removal by Discord. */
export function deleteEntitlement(core: Core, entitlement: EntitlementRecord): void {
  entitlement.deleted = true;
  announceEntitlement(core, 'delete', entitlement);
  notifyEntitlementWebhook(core, 'ENTITLEMENT_DELETE', entitlement);
}

function notifyEntitlementWebhook(core: Core, type: string, entitlement: EntitlementRecord): void {
  const application = core.state.applications.get(entitlement.applicationId);
  if (application) notifyWebhook(core, application, type, { ...presentEntitlement(entitlement) });
}
