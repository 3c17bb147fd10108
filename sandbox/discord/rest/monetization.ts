import { announceEntitlement } from '../acts/announce.ts';
import { deleteEntitlement, grantEntitlement } from '../acts/entitlements.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { presentEntitlement, presentSku } from '../present/application.ts';
import { compareIds } from '../state/snowflake.ts';
import type { EntitlementRecord } from '../state/types.ts';

const BASE = '/applications/:application_id';

export const monetizationRoutes: RestRoute[] = [
  botRoute('GET', `${BASE}/skus`, skus),
  botRoute('GET', `${BASE}/entitlements`, list),
  botRoute('POST', `${BASE}/entitlements`, createTest),
  botRoute('GET', `${BASE}/entitlements/:entitlement_id`, (core, call) =>
    presentEntitlement(find(core, call)),
  ),
  botRoute('DELETE', `${BASE}/entitlements/:entitlement_id`, removeTest),
  botRoute('POST', `${BASE}/entitlements/:entitlement_id/consume`, consume),
];

function requireOwn(call: Call): void {
  if (call.param('application_id') !== call.botId) throw discordError(20012);
}

function skus(_core: Core, call: Call): unknown {
  requireOwn(call);
  return call.application!.skus.map((sku) => presentSku(call.botId, sku));
}

function list(core: Core, call: Call): unknown {
  requireOwn(call);
  const query = call.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 100;
  const before = query.key('before').snowflake();
  const after = query.key('after').snowflake();
  query.form.check();
  const wanted = call.query.get('sku_ids')?.split(',');
  const guildId = call.query.get('guild_id');
  const userId = call.query.get('user_id');
  const now = core.clock.now();
  const found = [...(core.world.entitlements.get(call.botId)?.values() ?? [])].filter(
    (item) =>
      (!wanted || wanted.includes(item.skuId)) &&
      (!guildId || item.guildId === guildId) &&
      (!userId || item.userId === userId) &&
      (!before || compareIds(item.id, before) < 0) &&
      (!after || compareIds(item.id, after) > 0) &&
      !(
        call.query.get('exclude_ended') === 'true' &&
        item.endsAt &&
        Date.parse(item.endsAt) <= now
      ) &&
      !(call.query.get('exclude_deleted') !== 'false' && item.deleted),
  );
  found.sort((a, b) => compareIds(b.id, a.id));
  // `after` pages upwards: the oldest of the newer ones, still shown newest first.
  const page = after ? found.slice(-limit) : found.slice(0, limit);
  return page.map(presentEntitlement);
}

function find(core: Core, call: Call): EntitlementRecord {
  requireOwn(call);
  const item = core.world.entitlements.get(call.botId)?.get(call.param('entitlement_id'));
  if (!item) throw discordError(10029);
  return item;
}

function createTest(core: Core, call: Call): unknown {
  requireOwn(call);
  const body = call.body();
  const skuId = body.key('sku_id').snowflake(true);
  const ownerId = body.key('owner_id').snowflake(true);
  const ownerType = body.key('owner_type').choice([1, 2], true);
  body.form.check();
  if (!call.application!.skus.some((sku) => sku.id === skuId)) throw discordError(10027);
  const item = grantEntitlement(core, {
    applicationId: call.botId,
    skuId: skuId!,
    guildId: ownerType === 1 ? ownerId! : null,
    userId: ownerType === 2 ? ownerId! : null,
  });
  return presentEntitlement(item);
}

function removeTest(core: Core, call: Call): undefined {
  deleteEntitlement(core, find(core, call));
}

function consume(core: Core, call: Call): undefined {
  const item = find(core, call);
  item.consumed = true;
  announceEntitlement(core, 'update', item);
}
