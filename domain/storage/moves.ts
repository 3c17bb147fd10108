import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { withRegistryIdempotency } from '../requests/with-registry-idempotency.ts';
import { requestId } from '../text/schemas.ts';
import { mapMoveErrors } from './map-move-errors.ts';
import { toMoveView } from './move-view.ts';
import { recordStorageAudit } from './record-storage-audit.ts';
import type { MoveEstimate, MoveView } from './types.ts';

const regionInput = z.object({ region: z.string().max(64) });
const moveRequest = z.object({ requestId });
const moveInput = z.object({ moveId: z.uuid() });

/** What a move to a region would take. @throws VektraError `not_found`, `same_place` */
export async function estimateMove(
  deps: Deps,
  actor: Actor,
  input: { region: string },
): Promise<MoveEstimate> {
  const region = await requireAllowedRegion(deps, actor, input);
  return mapMoveErrors(deps.tenancy.storage.estimate(actor.guildId, { region }));
}

/**
 * Begins a move to a region. Leaving an own database works on every plan.
 * @throws VektraError `not_found` unless admin or for an unknown region, `plan_required`,
 * `same_place`, `move_running`
 */
export async function startMove(
  deps: Deps,
  actor: Actor,
  input: { requestId: string; region: string },
): Promise<MoveView> {
  const { guildId, userId } = actor;
  const region = await requireAllowedRegion(deps, actor, input);
  const { requestId: id } = parseInput(moveRequest, input);
  const request = { id, operation: 'storage.move', actorId: userId, input: { region } };
  return withRegistryIdempotency(deps, guildId, request, async () => {
    const move = await mapMoveErrors(
      deps.tenancy.storage.moveToRegion(guildId, {
        region,
        requestedBy: userId,
        reason: 'asked for by an admin',
      }),
    );
    await recordStorageAudit(deps, actor, 'storage.move', region);
    return toMoveView(move, deps.tenancy.regions);
  });
}

/** @throws VektraError `not_found` when the move is not the guild's, `move_over` when it is too late */
export async function abortMove(
  deps: Deps,
  actor: Actor,
  input: { moveId: string },
): Promise<void> {
  requireAdmin(actor);
  const { moveId } = parseInput(moveInput, input);
  const move = await deps.tenancy.moves.get(moveId);
  if (move?.guildId !== actor.guildId) throw new VektraError('not_found');
  await mapMoveErrors(deps.tenancy.moves.abort(moveId));
  await recordStorageAudit(deps, actor, 'storage.abort', moveId);
}

async function requireAllowedRegion(
  deps: Deps,
  actor: Actor,
  input: { region: string },
): Promise<string> {
  requireAdmin(actor);
  const { region } = parseInput(regionInput, { region: input.region });
  const { kind } = await deps.tenancy.getPlacement(actor.guildId);
  if (!deps.tenancy.regions.some(({ key }) => key === region)) throw new VektraError('not_found');
  if (kind === 'managed') await requireFeature(deps, actor.guildId, 'storage_region');
  return region;
}
