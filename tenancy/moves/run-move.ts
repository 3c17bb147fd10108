import { setTimeout as wait } from 'node:timers/promises';
import type { MoveDeps } from './move-deps.ts';
import { LostLeaseError, MoveProblemError } from './move-problem.ts';
import { InterruptedError, MoveRun } from './move-run.ts';
import { toMove } from './record/move-row.ts';
import { abort, cleanUpAborted } from './steps/abort.ts';
import { catchUp } from './steps/catch-up.ts';
import { schemaNewerProblem } from './steps/check-schemas.ts';
import { copy } from './steps/copy.ts';
import { fence } from './steps/fence.ts';
import { flip } from './steps/flip.ts';
import { prepare } from './steps/prepare.ts';
import { reopenWrites } from './steps/reopen-writes.ts';
import { observe, retire } from './steps/retire.ts';
import { verify } from './steps/verify.ts';
import type { MoveStep } from './types.ts';

const STEPS = { prepare, copy, catch_up: catchUp, verify, fence, flip, retire } as const;
/** The steps between the preparation and the switch. */
const COPY_STEPS: ReadonlySet<MoveStep> = new Set(['copy', 'catch_up', 'verify', 'fence']);
const INITIAL_BACKOFF_MS = 100;
/** How soon somebody looks again at what cannot be finished now, ms. */
const RETRY_DELAY_MS = 60_000;
/** And at what only a newer worker can go on with: in a deploy there soon is one. */
const NEWER_WORKER_RETRY_DELAY_MS = 10_000;
/** So often a fence may refuse the one who holds the lease: somebody else writes on it. */
const MAX_FENCE_REFUSALS = 5;

/** Drives a move on until it is over, waits for a time, or is another process's. */
export async function runMove(deps: MoveDeps, id: string, signal: AbortSignal): Promise<void> {
  const moveRun = await MoveRun.acquire(deps, id, signal);
  if (!moveRun) return;
  try {
    await runSteps(moveRun);
  } finally {
    await moveRun.release();
  }
}

async function runSteps(moveRun: MoveRun): Promise<void> {
  let failures = 0;
  let refusals = 0;
  for (;;) {
    const before = moveRun.row.step;
    try {
      if ((await runNextStep(moveRun)) === 'rests') return;
      failures = 0;
    } catch (error) {
      if (moveRun.signal.aborted) return;
      if (error instanceof InterruptedError) continue;
      if (error instanceof LostLeaseError) {
        if (!(await isLeaseHeld(moveRun))) return;
        if (++refusals < MAX_FENCE_REFUSALS) continue;
      }
      if (moveRun.row.step !== before) failures = 0;
      if ((await handleProblem(moveRun, error, ++failures)) === 'rests') return;
    }
  }
}

async function isLeaseHeld(moveRun: MoveRun): Promise<boolean> {
  return moveRun.reload().then(
    () => true,
    (error) => {
      if (error instanceof LostLeaseError) return false;
      throw error;
    },
  );
}

/** One step. `rests`: there is nothing more to do now. */
async function runNextStep(moveRun: MoveRun): Promise<'rests' | 'goes on'> {
  const { state, step, endedAt, leftovers } = moveRun.row;
  if (endedAt !== null) {
    if (leftovers) await cleanUpAborted(moveRun);
    return 'rests';
  }
  if (state === 'paused') {
    await reopenWrites(moveRun);
    return 'rests';
  }
  if (state === 'aborting') await abort(moveRun);
  else if (COPY_STEPS.has(step) && moveRun.row.schemaVersion !== moveRun.schemaVersion)
    await restartMove(moveRun);
  else if (step === 'observe') return (await observe(moveRun)) === 'waits' ? 'rests' : 'goes on';
  else await STEPS[step](moveRun);
  return 'goes on';
}

/** A worker that knows another schema prepared it, and copied other tables than this one would. */
async function restartMove(moveRun: MoveRun): Promise<void> {
  if ((moveRun.row.schemaVersion ?? 0) > moveRun.schemaVersion) throw schemaNewerProblem();
  await reopenWrites(moveRun);
  await moveRun.advanceTo('prepare');
}

/** Writes trouble down, lets writers go on, and waits; or gives the move up. */
async function handleProblem(
  moveRun: MoveRun,
  error: unknown,
  failures: number,
): Promise<'rests' | 'goes on'> {
  const { deps, row } = moveRun;
  const problem =
    error instanceof MoveProblemError
      ? error
      : new MoveProblemError('INTERNAL', { isTransient: false, cause: error });
  moveRun.closeEndpoints();
  const failingSince = row.failingSince ?? moveRun.now;
  const isOver = row.endedAt !== null || row.step === 'observe' || row.step === 'retire';
  const mayFail = !isOver && row.step !== 'flip' && row.state === 'running';
  const canRetry = moveRun.now - failingSince < deps.limits.retryTimeoutMs;
  const needsNewerWorker = problem.code === 'SCHEMA_NEWER';
  const isFailing = mayFail && !needsNewerWorker && !(problem.isTransient && canRetry);
  // An abort waits for its source, but not in a worker's place for ever.
  const isIdle = isOver || needsNewerWorker || (row.state === 'aborting' && !canRetry);
  const patch = {
    ...(row.outcome === 'failed' ? {} : { problem: problem.code }),
    failingSince,
    ...(isFailing ? ({ state: 'aborting', outcome: 'failed' } as const) : {}),
    ...(isIdle
      ? { retryAt: moveRun.now + (needsNewerWorker ? NEWER_WORKER_RETRY_DELAY_MS : RETRY_DELAY_MS) }
      : {}),
  };
  if (!canRetry && canGiveUp(moveRun, problem)) return finishWithoutCleanUp(moveRun, problem);
  // When control is away too, the next try finds the row as it was.
  const isSaved = await moveRun.save(patch).then(
    () => true,
    () => false,
  );
  if (isSaved) moveRun.emitEvent('trouble', problem.cause);
  if (isSaved && mayFail && !isFailing) await reopenWrites(moveRun).catch(() => {});
  if (isSaved && isIdle) return 'rests';
  const delayMs = isFailing
    ? 0
    : Math.min(deps.limits.maxBackoffMs, INITIAL_BACKOFF_MS * 2 ** Math.min(failures, 10));
  await wait(delayMs, null, { signal: moveRun.signal }).catch(() => {});
  return moveRun.signal.aborted || !(await isLeaseHeld(moveRun).catch(() => true))
    ? 'rests'
    : 'goes on';
}

/**
 * Whether the trouble is in a customer database that the guild does not live in: what was copied
 * there, or what it has left. Where it lives, its fence row must be opened however late that is.
 */
function canGiveUp({ row }: MoveRun, { code }: MoveProblemError): boolean {
  if (code === 'SCHEMA_NEWER' || code === 'FILES_AWAY') return false;
  if (row.endedAt === null)
    return row.step === 'retire' && row.from.kind === 'own' && !code.startsWith('TARGET_');
  return row.to.kind === 'own' && !code.startsWith('SOURCE_');
}

/**
 * The move itself is over; what is left lies in a customer database that is not to be reached any
 * more.
 */
async function finishWithoutCleanUp(moveRun: MoveRun, problem: MoveProblemError): Promise<'rests'> {
  const { row, deps } = moveRun;
  if (row.endedAt === null) await deps.onRetired(toMove(row));
  await moveRun.save({
    leftovers: false,
    ...(row.endedAt === null ? { state: 'done', endedAt: moveRun.now, problem: problem.code } : {}),
  });
  moveRun.emitEvent('ended', problem.cause);
  return 'rests';
}
