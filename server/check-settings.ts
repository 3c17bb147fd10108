import { setTimeout as wait } from 'node:timers/promises';
import { type Env, EnvError, type ProcessRole } from './env.ts';
import type { Logger } from './log.ts';
import { formatWrongSettings, selfCheck } from './self-check.ts';

const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 15_000, 60_000];

/**
 * Checks the settings of a process before it starts. What cannot be checked now, because it is
 * away, is checked when it is back: a restart in the middle of an outage is no second one.
 * @returns `turnedOutWrong` resolves, with what to change, should something then be found wrong
 * @throws EnvError that names every wrong setting
 */
export async function checkSettings(
  env: Env,
  role: ProcessRole,
  log: Logger,
  stopSignal: AbortSignal,
): Promise<{ lateProblem: Promise<string> }> {
  const runCheck = async (): Promise<boolean> => {
    const findings = await selfCheck(env, role);
    const wrongMessage = formatWrongSettings(findings);
    if (wrongMessage) throw new EnvError(wrongMessage);
    const unavailable = findings.filter(({ status }) => status === 'away');
    if (unavailable.length > 0)
      log.warn(
        { code: 'settings_unchecked', settings: unavailable.map(({ setting }) => setting) },
        'start.unchecked',
      );
    return unavailable.length === 0;
  };
  const isComplete = await runCheck();
  const lateProblem = Promise.withResolvers<string>();
  const checkAgainLater = async () => {
    for (let attempt = 0; !stopSignal.aborted; attempt++) {
      const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)];
      await wait(delayMs, undefined, { signal: stopSignal, ref: false }).catch(() => {});
      if (stopSignal.aborted || (await runCheck())) return;
    }
  };
  if (!isComplete) checkAgainLater().catch((error: Error) => lateProblem.resolve(error.message));
  return { lateProblem: lateProblem.promise };
}
