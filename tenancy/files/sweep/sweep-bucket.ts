import { randomUUID } from 'node:crypto';
import { isBucketError } from './bucket-error.ts';
import type { SweepDeps } from './sweep-deps.ts';
import { claimSweep } from './sweep-record.ts';
import { FIRST_POSITION, runSweepStep } from './sweep-step.ts';
import type { SweepPosition } from './types.ts';

/** A turn ends after the page during which this is over. */
const TURN_MS = 30_000;
/** A bucket that could not be used is tried again after this. */
const RETRY_DELAY_MS = 10 * 60_000;

/**
 * Runs a turn of the sweep of a region's bucket, one worker at a time, from where the last turn ended.
 * @returns `more`: the rest is for another turn; `waiting`: it is not due, or somebody else's
 * @throws ObjectStoreError, FileStorageError when the bucket cannot be used; tried again later
 */
export async function runSweepTurn(
  deps: SweepDeps,
  { now, signal }: { now(): number; signal: AbortSignal },
): Promise<'done' | 'more' | 'waiting'> {
  const sweep = await claimSweep(deps.control, deps.region, { owner: randomUUID(), now });
  if (!sweep) return 'waiting';
  const endsAt = performance.now() + TURN_MS;
  let position: SweepPosition | null = sweep.position;
  try {
    while (!signal.aborted && performance.now() < endsAt) {
      position = await runSweepStep(deps, position);
      if (position === null) {
        await sweep.finish();
        return 'done';
      }
      if (!(await sweep.save(position))) return 'waiting';
    }
  } catch (error) {
    await sweep.release(now() + (isBucketError(error) ? RETRY_DELAY_MS : 0));
    throw error;
  }
  await sweep.release(now());
  return 'more';
}

/** Goes through the whole bucket and erases nothing. */
export async function inspectBucket(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  for (let position: SweepPosition | null = FIRST_POSITION; position; ) {
    signal.throwIfAborted();
    position = await runSweepStep({ ...deps, isDryRun: true }, position);
  }
}
