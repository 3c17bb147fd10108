import { z } from 'zod';
import { deleteEntitlement, endEntitlement, grantEntitlement } from '../actions/entitlements.ts';
import type { Core } from '../core.ts';
import type { ApplicationRecord, EntitlementRecord } from '../state/types.ts';
import { findApplication, findVisibleChannel } from './find.ts';
import { ControlError, id, notFound, operation } from './operation.ts';

/** Whoever looks at an application's store from a channel: what they buy is the server's. */
const visitor = { personId: id, applicationId: id, channelId: id };
type Visitor = z.output<z.ZodObject<typeof visitor>>;

function enter(
  core: Core,
  { personId, applicationId, channelId }: Visitor,
): { application: ApplicationRecord; guildId: string } {
  const { guildId } = findVisibleChannel(core, personId, channelId);
  if (!guildId) throw new ControlError(400, 'NO_SERVER', 'What is sold here is for servers.');
  return { application: findApplication(core, applicationId), guildId };
}

function findSubscription(
  core: Core,
  { application, guildId }: ReturnType<typeof enter>,
  skuId: string,
): EntitlementRecord | undefined {
  const now = core.clock.now();
  return [...(core.state.entitlements.get(application.id)?.values() ?? [])].find(
    (each) =>
      each.guildId === guildId &&
      each.skuId === skuId &&
      !each.deleted &&
      !(each.endsAt && Date.parse(each.endsAt) <= now),
  );
}

/** What is sold, and what this server has subscribed to. */
export const readStore = operation({
  method: 'GET',
  path: '/control/people/:personId/store',
  input: z.object(visitor),
  run(core, input) {
    const entered = enter(core, input);
    return {
      items: entered.application.skus.map(({ id: skuId, name, price }) => ({
        skuId,
        name,
        price,
        isSubscribed: findSubscription(core, entered, skuId) !== undefined,
      })),
    };
  },
});

/** Subscribes the server; nothing is paid. */
export const subscribe = operation({
  method: 'POST',
  path: '/control/people/:personId/store/subscriptions',
  input: z.object({ ...visitor, skuId: id }),
  run(core, { skuId, ...input }) {
    const entered = enter(core, input);
    if (!entered.application.skus.some((sku) => sku.id === skuId)) throw notFound('SKU', skuId);
    if (findSubscription(core, entered, skuId))
      throw new ControlError(409, 'SUBSCRIBED', 'This server has subscribed to it.');
    grantEntitlement(core, {
      applicationId: entered.application.id,
      skuId,
      guildId: entered.guildId,
      userId: input.personId,
      startsAt: new Date(core.clock.now()).toISOString(),
    });
    return { skuId, isSubscribed: true };
  },
});

/**
 * Ends a subscription. Discord lets one that was cancelled run to the end of what was paid for; here
 * it ends at once. A refund removes it.
 */
export const unsubscribe = operation({
  method: 'POST',
  path: '/control/people/:personId/store/subscriptions/end',
  input: z.object({ ...visitor, skuId: id, isRefund: z.boolean().default(false) }),
  run(core, { skuId, isRefund, ...input }) {
    const entitlement = findSubscription(core, enter(core, input), skuId);
    if (!entitlement) throw notFound('subscription', skuId);
    if (isRefund) deleteEntitlement(core, entitlement);
    else endEntitlement(core, entitlement, new Date(core.clock.now()).toISOString());
    return { skuId, isSubscribed: false };
  },
});
