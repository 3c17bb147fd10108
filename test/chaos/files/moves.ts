import { setTimeout as wait } from 'node:timers/promises';
import type { Tenancy } from '../../../tenancy/index.ts';
import type { Label } from '../../helpers/label.ts';

const POLL_INTERVAL_MS = 200;

/**
 * Moves each label to the other region, one after the other, while it is used. Workers do it; the old
 * copies are kept for a while.
 * @returns ids of the moves
 */
export async function moveLabels(
  tenancy: Tenancy,
  labels: readonly Label[],
  { gapMs, signal }: { gapMs: number; signal: AbortSignal },
): Promise<string[]> {
  const moveIds: string[] = [];
  for (const { guildId } of labels) {
    await wait(gapMs, undefined, { signal });
    const { region } = await tenancy.getPlacement(guildId);
    const move = await tenancy.storage.moveToRegion(guildId, {
      region: region === 'eu-uk' ? 'us-west' : 'eu-uk',
      requestedBy: 'chaos',
      reason: 'chaos',
    });
    moveIds.push(move.id);
    await waitUntilObserved(tenancy, move.id, signal);
  }
  return moveIds;
}

/** Until the label is used in its new region. */
async function waitUntilObserved(
  tenancy: Tenancy,
  moveId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const move = await tenancy.moves.get(moveId);
    if (!move || move.endedAt !== null)
      throw new Error(`move: ${move?.state} at ${move?.step}, ${move?.problem}`);
    if (move.step === 'observe') return;
    await wait(POLL_INTERVAL_MS, undefined, { signal });
  }
}

/** Ends the moves, once their observation is over: files follow, old copies are erased. */
export async function retireMoves(
  tenancy: Tenancy,
  moveIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const moveId of moveIds)
    for (;;) {
      const move = await tenancy.moves.run(moveId, signal);
      if (move.state === 'done') break;
      if (move.endedAt !== null) throw new Error(`move: ${move.state}, ${move.problem}`);
      await wait(POLL_INTERVAL_MS, undefined, { signal });
    }
}
