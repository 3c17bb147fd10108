import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { adminMutation, adminOperation } from '../operations/other-operations.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { storageEvents } from './events.ts';
import { toMoveView } from './move-view.ts';
import type { MoveEstimate, MoveView } from './types.ts';

const regionInput = z.object({ region: z.string().max(64) });

/**
 * What a move to a region would take.
 * @throws VektraError `not_found`, `same_place`, `storage_unavailable`
 */
export const estimateMove = adminOperation({
  name: 'storage.estimate_move',
  kind: 'query',
  limit: 'staffQuery',
  input: regionInput,
  async run({ deps, caller }, { region }): Promise<MoveEstimate> {
    await requireAllowedRegion(deps, caller, region);
    return deps.tenancy.storage.estimate(caller.guildId, { region });
  },
});

/**
 * Starts a move to a region. Leaving one's own database works on every plan.
 * @throws VektraError `not_found` unless admin or for an unknown region, `plan_required`,
 * `same_place`, `move_running`
 */
export const startMove = adminMutation({
  name: 'storage.move',
  limit: 'storage',
  input: regionInput,
  prepare: ({ deps, caller }, { region }) => requireAllowedRegion(deps, caller, region),
  async run({ deps, caller: actor }, { region }): Promise<MoveView> {
    const { guildId, userId } = actor;
    const move = await deps.tenancy.storage.moveToRegion(guildId, {
      region,
      requestedBy: userId,
      reason: 'asked for by an admin',
    });
    await recordGuildEvent(deps, actor, storageEvents.moveStarted, { target: region });
    return toMoveView(move, deps.tenancy.regions);
  },
});

/**
 * @throws VektraError `not_found` when the move is not the guild's, `move_over` when it is too late
 */
export const abortMove = adminOperation({
  name: 'storage.abort_move',
  kind: 'mutation',
  limit: 'staffChange',
  input: z.object({ moveId: z.uuid() }),
  async run({ deps, caller: actor }, { moveId }): Promise<void> {
    const move = await deps.tenancy.moves.get(moveId);
    if (move?.guildId !== actor.guildId) throw new VektraError('not_found');
    await deps.tenancy.moves.abort(moveId);
    await recordGuildEvent(deps, actor, storageEvents.moveAborted, { target: moveId });
  },
});

async function requireAllowedRegion(deps: Deps, actor: Actor, region: string): Promise<void> {
  const { kind } = await deps.tenancy.getPlacement(actor.guildId);
  if (!deps.tenancy.regions.some(({ key }) => key === region)) throw new VektraError('not_found');
  if (kind === 'managed') await requireFeature(deps, actor.guildId, 'storage_region');
}
