import { setTimeout as wait } from 'node:timers/promises';
import type { MoveDeps } from './deps.ts';
import { Drive, Interrupted } from './drive.ts';
import { LostLease, MoveProblem } from './problem.ts';
import { toMove } from './record/row.ts';
import { abort, tidyAborted } from './steps/abort.ts';
import { catchUp } from './steps/catch-up.ts';
import { schemaNewer } from './steps/check-schemas.ts';
import { copy } from './steps/copy.ts';
import { fence } from './steps/fence.ts';
import { flip } from './steps/flip.ts';
import { prepare } from './steps/prepare.ts';
import { observe, retire } from './steps/retire.ts';
import { stepBack } from './steps/step-back.ts';
import { verify } from './steps/verify.ts';
import type { MoveStep } from './types.ts';

const STEPS = { prepare, copy, catch_up: catchUp, verify, fence, flip, retire } as const;
/** The steps between the preparation and the switch. */
const COPYING: ReadonlySet<MoveStep> = new Set(['copy', 'catch_up', 'verify', 'fence']);
const BACKOFF_MS = 100;
/** How soon somebody looks again at what cannot be finished now, ms. */
const LATER_MS = 60_000;
/** And at what only a newer worker can go on with: in a deploy there soon is one. */
const NEWER_MS = 10_000;
/** So often a fence may refuse the one who holds the lease: somebody else writes on it. */
const MAX_REFUSALS = 5;

/** Drives a move on until it is over, waits for a time, or is another process's. */
export async function runMove(deps: MoveDeps, id: string, signal: AbortSignal): Promise<void> {
  const drive = await Drive.take(deps, id, signal);
  if (!drive) return;
  try {
    await driveOn(drive);
  } finally {
    await drive.end();
  }
}

async function driveOn(drive: Drive): Promise<void> {
  let failures = 0;
  let refusals = 0;
  for (;;) {
    const before = drive.row.step;
    try {
      if ((await next(drive)) === 'rests') return;
      failures = 0;
    } catch (error) {
      if (drive.signal.aborted) return;
      if (error instanceof Interrupted) continue;
      if (error instanceof LostLease) {
        if (!(await isStillOurs(drive))) return;
        if (++refusals < MAX_REFUSALS) continue;
      }
      if (drive.row.step !== before) failures = 0;
      if ((await trouble(drive, error, ++failures)) === 'rests') return;
    }
  }
}

async function isStillOurs(drive: Drive): Promise<boolean> {
  return drive.reload().then(
    () => true,
    (error) => {
      if (error instanceof LostLease) return false;
      throw error;
    },
  );
}

/** One step. `rests`: there is nothing more to do now. */
async function next(drive: Drive): Promise<'rests' | 'goes on'> {
  const { state, step, endedAt, leftovers } = drive.row;
  if (endedAt !== null) {
    if (leftovers) await tidyAborted(drive);
    return 'rests';
  }
  if (state === 'paused') {
    await stepBack(drive);
    return 'rests';
  }
  if (state === 'aborting') await abort(drive);
  else if (COPYING.has(step) && drive.row.schemaVersion !== drive.schemaVersion)
    await beginAnew(drive);
  else if (step === 'observe') return (await observe(drive)) === 'waits' ? 'rests' : 'goes on';
  else await STEPS[step](drive);
  return 'goes on';
}

/** A worker that knows another schema prepared it, and copied other tables than this one would. */
async function beginAnew(drive: Drive): Promise<void> {
  if ((drive.row.schemaVersion ?? 0) > drive.schemaVersion) throw schemaNewer();
  await stepBack(drive);
  await drive.step('prepare');
}

/** Writes trouble down, lets writers go on, and waits; or gives the move up. */
async function trouble(
  drive: Drive,
  error: unknown,
  failures: number,
): Promise<'rests' | 'goes on'> {
  const { deps, row } = drive;
  const problem =
    error instanceof MoveProblem
      ? error
      : new MoveProblem('INTERNAL', { passes: false, cause: error });
  drive.forgetSides();
  const failingSince = row.failingSince ?? drive.now;
  const isOver = row.endedAt !== null || row.step === 'observe' || row.step === 'retire';
  const mayFail = !isOver && row.step !== 'flip' && row.state === 'running';
  const hasPatience = drive.now - failingSince < deps.limits.patienceMs;
  const waitsForNewer = problem.code === 'SCHEMA_NEWER';
  const fails = mayFail && !waitsForNewer && !(problem.passes && hasPatience);
  // An abort waits for its source, but not in a worker's place for ever.
  const restsNow = isOver || waitsForNewer || (row.state === 'aborting' && !hasPatience);
  const patch = {
    ...(row.outcome === 'failed' ? {} : { problem: problem.code }),
    failingSince,
    ...(fails ? ({ state: 'aborting', outcome: 'failed' } as const) : {}),
    ...(restsNow ? { retryAt: drive.now + (waitsForNewer ? NEWER_MS : LATER_MS) } : {}),
  };
  if (!hasPatience && canGiveUp(drive, problem)) return giveUp(drive, problem);
  // When control is away too, the next try finds the row as it was.
  const isSaved = await drive.save(patch).then(
    () => true,
    () => false,
  );
  if (isSaved) drive.tell('trouble', problem.cause);
  if (isSaved && mayFail && !fails) await stepBack(drive).catch(() => {});
  if (isSaved && restsNow) return 'rests';
  const ms = fails ? 0 : Math.min(deps.limits.backoffMs, BACKOFF_MS * 2 ** Math.min(failures, 10));
  await wait(ms, null, { signal: drive.signal }).catch(() => {});
  return drive.signal.aborted || !(await isStillOurs(drive).catch(() => true))
    ? 'rests'
    : 'goes on';
}

/**
 * Whether the trouble is in an own database that the guild does not live in: what was copied there, or
 * what it has left. Where it lives, its fence row must be opened however late that is.
 */
function canGiveUp({ row }: Drive, { code }: MoveProblem): boolean {
  if (code === 'SCHEMA_NEWER') return false;
  if (row.endedAt === null)
    return row.step === 'retire' && row.from.kind === 'own' && !code.startsWith('TARGET_');
  return row.to.kind === 'own' && !code.startsWith('SOURCE_');
}

/** The move itself is over; what is left lies in an own database that is not to be reached any more. */
async function giveUp(drive: Drive, problem: MoveProblem): Promise<'rests'> {
  const { row, deps } = drive;
  if (row.endedAt === null) await deps.onRetired(toMove(row));
  await drive.save({
    leftovers: false,
    ...(row.endedAt === null ? { state: 'done', endedAt: drive.now, problem: problem.code } : {}),
  });
  drive.tell('ended', problem.cause);
  return 'rests';
}
