import { announceEntitlement } from '../actions/announce.ts';
import { deleteEntitlement, grantEntitlement } from '../actions/entitlements.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { presentEntitlement, presentSku } from '../present/application.ts';
import { compareIds } from '../state/snowflake.ts';
import type { EntitlementRecord } from '../state/types.ts';

const BASE = '/applications/:application_id';

export const monetizationRoutes: RestRoute[] = [
  botRoute('GET', `${BASE}/skus`, listSkus),
  botRoute('GET', `${BASE}/entitlements`, listEntitlements),
  botRoute('POST', `${BASE}/entitlements`, createTestEntitlement),
  botRoute('GET', `${BASE}/entitlements/:entitlement_id`, (core, request) =>
    presentEntitlement(findEntitlement(core, request)),
  ),
  botRoute('DELETE', `${BASE}/entitlements/:entitlement_id`, removeTestEntitlement),
  botRoute('POST', `${BASE}/entitlements/:entitlement_id/consume`, consumeEntitlement),
];

function requireOwnApplication(request: RestRequest): void {
  if (request.param('application_id') !== request.botId) throw discordError(20012);
}

function listSkus(_core: Core, request: RestRequest): unknown {
  requireOwnApplication(request);
  return request.application!.skus.map((sku) => presentSku(request.botId, sku));
}

function listEntitlements(core: Core, request: RestRequest): unknown {
  requireOwnApplication(request);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 100;
  const before = query.key('before').snowflake();
  const after = query.key('after').snowflake();
  const excludesEnded = query.key('exclude_ended').bool() ?? false;
  const excludesDeleted = query.key('exclude_deleted').bool() ?? true;
  query.form.throwIfFailed();
  const skuIds = request.query.get('sku_ids')?.split(',');
  const guildId = request.query.get('guild_id');
  const userId = request.query.get('user_id');
  const now = core.clock.now();
  const found = [...(core.state.entitlements.get(request.botId)?.values() ?? [])].filter(
    (entitlement) =>
      (!skuIds || skuIds.includes(entitlement.skuId)) &&
      (!guildId || entitlement.guildId === guildId) &&
      (!userId || entitlement.userId === userId) &&
      (!before || compareIds(entitlement.id, before) < 0) &&
      (!after || compareIds(entitlement.id, after) > 0) &&
      !(excludesEnded && entitlement.endsAt && Date.parse(entitlement.endsAt) <= now) &&
      !(excludesDeleted && entitlement.deleted),
  );
  found.sort((a, b) => compareIds(b.id, a.id));
  // `after` pages upwards: the oldest of the newer ones, still shown newest first.
  const page = after ? found.slice(-limit) : found.slice(0, limit);
  return page.map(presentEntitlement);
}

function findEntitlement(core: Core, request: RestRequest): EntitlementRecord {
  requireOwnApplication(request);
  const entitlement = core.state.entitlements
    .get(request.botId)
    ?.get(request.param('entitlement_id'));
  if (!entitlement) throw discordError(10029);
  return entitlement;
}

function createTestEntitlement(core: Core, request: RestRequest): unknown {
  requireOwnApplication(request);
  const body = request.body();
  const skuId = body.key('sku_id').snowflake(true);
  const ownerId = body.key('owner_id').snowflake(true);
  const ownerType = body.key('owner_type').choice([1, 2], true);
  body.form.throwIfFailed();
  if (!request.application!.skus.some((sku) => sku.id === skuId)) throw discordError(10027);
  const entitlement = grantEntitlement(core, {
    applicationId: request.botId,
    skuId: skuId!,
    guildId: ownerType === 1 ? ownerId! : null,
    userId: ownerType === 2 ? ownerId! : null,
  });
  return presentEntitlement(entitlement);
}

function removeTestEntitlement(core: Core, request: RestRequest): undefined {
  deleteEntitlement(core, findEntitlement(core, request));
}

function consumeEntitlement(core: Core, request: RestRequest): undefined {
  const entitlement = findEntitlement(core, request);
  entitlement.consumed = true;
  announceEntitlement(core, 'update', entitlement);
}
