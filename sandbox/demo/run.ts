import { rmSync } from 'node:fs';
import { killRunningChildren } from '../machine/running-children.ts';
import type { PortOptions } from './choose-ports.ts';
import { printGuide, showPath } from './print-guide.ts';
import { runSmokeTest } from './smoke-test/run.ts';
import { startDemo } from './start.ts';
import { handleStopSignals } from './stop-signals.ts';
import { print, printFailure } from './terminal.ts';

const INTERRUPTED_EXIT_CODE = 130;

/**
 * Everything in one terminal, until Ctrl+C. @returns the exit code
 */
export async function runDemo(options: {
  folder: string;
  check: boolean;
  dev: boolean;
  ports?: PortOptions;
}): Promise<number> {
  const { folder, check, dev, ports = {} } = options;
  const startedAt = Date.now();
  const teardowns: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const stopRequested = new Promise<void>((resolve) =>
    handleStopSignals({
      onStop() {
        print('\n  Stopping… (Ctrl+C again ends at once)');
        stopping.abort();
        resolve();
      },
      onForce() {
        killRunningChildren();
        print('  Ended at once. The next start recovers what was being written.');
        process.exit(INTERRUPTED_EXIT_CODE);
      },
    }),
  );
  let isPassed = false;
  try {
    const demo = await startDemo({ folder, dev, ports }, teardowns, stopping.signal);
    printGuide(demo.guide, (Date.now() - startedAt) / 1_000);
    if (!check) {
      await stopRequested;
      return 0;
    }
    isPassed = await runSmokeTest(demo);
    return isPassed ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    print();
    printFailure((error as Error).message.replaceAll('\n', '\n    '));
    return 1;
  } finally {
    const isInterrupted = stopping.signal.aborted;
    stopping.abort();
    for (const stop of teardowns.reverse()) await stop();
    if (check && (isPassed || isInterrupted)) rmSync(folder, { recursive: true, force: true });
    else if (check) print(`\n  Logs and data of this check, until the next one: ${folder}`);
    if (isInterrupted)
      print(check ? '  Stopped.' : `  Stopped. The data stays in ${showPath(folder)}.`);
  }
}
