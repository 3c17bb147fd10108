import type { Core } from '../core.ts';
import { presentEntitlement } from '../present/application.ts';
import { getOrMake } from '../state/get-or-make.ts';
import type { EntitlementRecord } from '../state/types.ts';
import { announceEntitlement } from './announce.ts';
import { notifyWebhook } from './event-webhook.ts';

const APPLICATION_SUBSCRIPTION = 8;

export interface Grant {
  applicationId: string;
  skuId: string;
  guildId: string | null;
  userId: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
}

export function grantEntitlement(core: Core, grant: Grant): EntitlementRecord {
  const item: EntitlementRecord = {
    id: core.newId(),
    type: APPLICATION_SUBSCRIPTION,
    startsAt: null,
    endsAt: null,
    deleted: false,
    consumed: false,
    ...grant,
  };
  getOrMake(core.world.entitlements, grant.applicationId, () => new Map()).set(item.id, item);
  announceEntitlement(core, 'create', item);
  tellWebhook(core, 'ENTITLEMENT_CREATE', item);
  return item;
}

/** A subscription that is not renewed: Discord then sends an update with its end. */
export function endEntitlement(core: Core, item: EntitlementRecord, endsAt: string): void {
  item.endsAt = endsAt;
  announceEntitlement(core, 'update', item);
  tellWebhook(core, 'ENTITLEMENT_UPDATE', item);
}

/** A refund or a removal by Discord. */
export function deleteEntitlement(core: Core, item: EntitlementRecord): void {
  item.deleted = true;
  announceEntitlement(core, 'delete', item);
  tellWebhook(core, 'ENTITLEMENT_DELETE', item);
}

function tellWebhook(core: Core, type: string, item: EntitlementRecord): void {
  const application = core.world.applications.get(item.applicationId);
  if (application) notifyWebhook(core, application, type, { ...presentEntitlement(item) });
}
