import { setTimeout as wait } from 'node:timers/promises';
import { type Env, EnvError, type Role } from './env.ts';
import type { Logger } from './log.ts';
import { selfCheck, wrongSettings } from './self-check.ts';

const AGAIN_MS = [1_000, 2_000, 5_000, 15_000, 60_000];

/**
 * Checks the settings of a process before it starts. What cannot be checked now, because it is away,
 * is checked when it is back: a restart in the middle of an outage is no second one.
 * @returns `turnedOutWrong` resolves, with what to change, should something then be found wrong
 * @throws EnvError that names every wrong setting
 */
export async function checkUntilAll(
  env: Env,
  role: Role,
  log: Logger,
  stopped: AbortSignal,
): Promise<{ turnedOutWrong: Promise<string> }> {
  const isDone = async (): Promise<boolean> => {
    const findings = await selfCheck(env, role);
    const wrong = wrongSettings(findings);
    if (wrong) throw new EnvError(wrong);
    const away = findings.filter(({ status }) => status === 'away');
    if (away.length > 0)
      log.warn(
        { code: 'settings_unchecked', settings: away.map(({ setting }) => setting) },
        'start.unchecked',
      );
    return away.length === 0;
  };
  const done = await isDone();
  const found = Promise.withResolvers<string>();
  const later = async () => {
    for (let turn = 0; !stopped.aborted; turn++) {
      const ms = AGAIN_MS[Math.min(turn, AGAIN_MS.length - 1)];
      await wait(ms, undefined, { signal: stopped, ref: false }).catch(() => {});
      if (stopped.aborted || (await isDone())) return;
    }
  };
  if (!done) later().catch((error: Error) => found.resolve(error.message));
  return { turnedOutWrong: found.promise };
}
