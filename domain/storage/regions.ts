import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { onceInRegistry } from '../requests/once-in-registry.ts';
import { requestId } from '../text/schemas.ts';
import { auditStorage } from './audit.ts';
import { moveView } from './present.ts';
import { tellingMoves } from './telling.ts';
import type { MoveEstimate, MoveView } from './types.ts';

const regionInput = z.object({ region: z.string().max(64) });
const moveRequest = z.object({ requestId });
const moveInput = z.object({ moveId: z.uuid() });

/** What a move to a region would take. @throws VektraError `not_found`, `same_place` */
export async function estimate(
  deps: Deps,
  actor: Actor,
  input: { region: string },
): Promise<MoveEstimate> {
  const region = await allowedRegion(deps, actor, input);
  return tellingMoves(deps.tenancy.storage.estimate(actor.guildId, { region }));
}

/**
 * Begins a move to a region. Leaving an own database works on every plan.
 * @throws VektraError `not_found` unless admin or for an unknown region, `plan_required`,
 * `same_place`, `move_running`
 */
export async function moveTo(
  deps: Deps,
  actor: Actor,
  input: { requestId: string; region: string },
): Promise<MoveView> {
  const { guildId, userId } = actor;
  const region = await allowedRegion(deps, actor, input);
  const { requestId: id } = parseInput(moveRequest, input);
  const request = { id, operation: 'storage.move', actorId: userId, input: { region } };
  return onceInRegistry(deps, guildId, request, async () => {
    const move = await tellingMoves(
      deps.tenancy.storage.moveTo(guildId, {
        region,
        by: userId,
        reason: 'asked for by an admin',
      }),
    );
    await auditStorage(deps, actor, 'storage.move', region);
    return moveView(move, deps.tenancy.regions);
  });
}

/** @throws VektraError `not_found` when the move is not the guild's, `move_over` when it is too late */
export async function abort(deps: Deps, actor: Actor, input: { moveId: string }): Promise<void> {
  requireAdmin(actor);
  const { moveId } = parseInput(moveInput, input);
  const move = await deps.tenancy.moves.get(moveId);
  if (move?.guildId !== actor.guildId) throw new VektraError('not_found');
  await tellingMoves(deps.tenancy.moves.abort(moveId));
  await auditStorage(deps, actor, 'storage.abort', moveId);
}

async function allowedRegion(deps: Deps, actor: Actor, input: { region: string }): Promise<string> {
  requireAdmin(actor);
  const { region } = parseInput(regionInput, { region: input.region });
  const { kind } = await deps.tenancy.placement(actor.guildId);
  if (!deps.tenancy.regions.some(({ key }) => key === region)) throw new VektraError('not_found');
  if (kind === 'managed') await requireFeature(deps, actor.guildId, 'storage_region');
  return region;
}
