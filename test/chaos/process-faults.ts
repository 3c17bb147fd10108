import { setTimeout as wait } from 'node:timers/promises';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { Label } from '../helpers/label.ts';
import type { ChaosProcess } from './chaos-process.ts';
import type { KillMoment } from './demo-plan.ts';
import { type ChaosFixture, LEASE_MS } from './fixture.ts';
import type { Random } from './random.ts';

/** How long an aimed kill waits for its moment, ms. */
const AIM_TIMEOUT_MS = 15_000;

/** A run that is ended early stops its victims for good: that is no failure of theirs. */
const waitUntilUp = (chaosProcess: ChaosProcess, stopped: AbortSignal): Promise<void> =>
  chaosProcess.waitUntilReady().catch((error) => {
    if (!stopped.aborted) throw error;
  });

/** Kills at random moments after each start, ms, until told to stop. */
export async function killAtRandom(
  chaosProcess: ChaosProcess,
  random: Random,
  gap: { min: number; max: number },
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    await waitUntilUp(chaosProcess, stopped);
    await wait(random.between(gap.min, gap.max), null, { signal: stopped }).catch(() => {});
    if (!stopped.aborted) chaosProcess.kill();
  }
}

/** Freezes at random moments, each time for longer than a lease: others take over what it holds. */
export async function freezeAtRandom(
  chaosProcess: ChaosProcess,
  random: Random,
  gap: { min: number; max: number },
  stopped: AbortSignal,
): Promise<void> {
  const pause = (ms: number) => wait(ms, null, { signal: stopped }).catch(() => {});
  while (!stopped.aborted) {
    await waitUntilUp(chaosProcess, stopped);
    await pause(random.between(gap.min, gap.max));
    if (stopped.aborted || !chaosProcess.freeze()) continue;
    await pause(LEASE_MS + random.between(100, LEASE_MS));
    chaosProcess.thaw();
  }
}

/**
 * Kills the workers at the moment in which Discord has done what they asked, so that they cannot
 * record it any more: the moment that random ones seldom hit.
 * @param sign text that only this demo's messages have
 */
export async function killWhenDelivered(
  { app: { discord }, workers }: ChaosFixture,
  label: Label,
  demo: { aim: KillMoment; artistId: string; marker: string },
): Promise<void> {
  const { control } = discord;
  const parent = label.staffChannel;
  const waitForThread = () =>
    control.waitForThread({ channelId: parent, contains: demo.marker, timeoutMs: AIM_TIMEOUT_MS });
  const waitInThread = async (contains: string) =>
    control.wait({ channelId: (await waitForThread()).id, contains, timeoutMs: AIM_TIMEOUT_MS });
  const waitForMoment: Record<KillMoment, () => Promise<unknown>> = {
    thread: waitForThread,
    intro: () => waitInThread('Private staff thread'),
    copy: () => waitInThread(demo.marker),
    card: () =>
      control.wait({ channelId: parent, contains: demo.marker, timeoutMs: AIM_TIMEOUT_MS }),
    dm: () =>
      control.wait({
        personId: demo.artistId,
        botId: LOCAL_APP.id,
        contains: demo.marker,
        timeoutMs: AIM_TIMEOUT_MS,
      }),
  };
  // Not every demo comes so far: then there was no such moment.
  const hasHappened = await waitForMoment[demo.aim]().then(
    () => true,
    (error) => {
      if ((error as { code?: string }).code === 'TIMEOUT') return false;
      throw error;
    },
  );
  if (hasHappened) for (const worker of workers) worker.kill();
}
