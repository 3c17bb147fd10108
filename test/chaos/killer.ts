import { setTimeout as wait } from 'node:timers/promises';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import type { Label } from '../helpers/label.ts';
import type { Aim } from './plan.ts';
import type { Random } from './random.ts';
import type { Victim } from './victim.ts';
import { LEASE_MS, type World } from './world.ts';

/** How long an aimed kill waits for its moment, ms. */
const AIM_MS = 15_000;

/** A run that is ended early stops its victims for good: that is no failure of theirs. */
const upAgain = (victim: Victim, stopped: AbortSignal): Promise<void> =>
  victim.up().catch((error) => {
    if (!stopped.aborted) throw error;
  });

/** Kills at random moments after each start, ms, until told to stop. */
export async function killAtRandom(
  victim: Victim,
  random: Random,
  gap: { min: number; max: number },
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    await upAgain(victim, stopped);
    await wait(random.between(gap.min, gap.max), null, { signal: stopped }).catch(() => {});
    if (!stopped.aborted) victim.kill();
  }
}

/** Freezes at random moments, each time for longer than a lease: others take over what it holds. */
export async function freezeAtRandom(
  victim: Victim,
  random: Random,
  gap: { min: number; max: number },
  stopped: AbortSignal,
): Promise<void> {
  const pause = (ms: number) => wait(ms, null, { signal: stopped }).catch(() => {});
  while (!stopped.aborted) {
    await upAgain(victim, stopped);
    await pause(random.between(gap.min, gap.max));
    if (stopped.aborted || !victim.freeze()) continue;
    await pause(LEASE_MS + random.between(100, LEASE_MS));
    victim.thaw();
  }
}

/**
 * Kills the workers at the moment in which Discord has done what they asked, so that they cannot record
 * it any more: the moment that random ones seldom hit.
 * @param sign text that only this demo's messages have
 */
export async function killWhenSeen(
  { house: { discord }, workers }: World,
  label: Label,
  demo: { aim: Aim; artistId: string; sign: string },
): Promise<void> {
  const { control } = discord;
  const parent = label.staffChannel;
  const thread = () =>
    control.waitForThread({ channelId: parent, contains: demo.sign, timeoutMs: AIM_MS });
  const inThread = async (contains: string) =>
    control.wait({ channelId: (await thread()).id, contains, timeoutMs: AIM_MS });
  const moments: Record<Aim, () => Promise<unknown>> = {
    thread,
    intro: () => inThread('Private room'),
    copy: () => inThread(demo.sign),
    card: () => control.wait({ channelId: parent, contains: demo.sign, timeoutMs: AIM_MS }),
    dm: () =>
      control.wait({
        personId: demo.artistId,
        botId: LOCAL_APP.id,
        contains: demo.sign,
        timeoutMs: AIM_MS,
      }),
  };
  // Not every demo comes so far: then there was no such moment.
  const came = await moments[demo.aim]().then(
    () => true,
    (error) => {
      if ((error as { code?: string }).code === 'TIMEOUT') return false;
      throw error;
    },
  );
  if (came) for (const worker of workers) worker.kill();
}
