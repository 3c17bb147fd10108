import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ExecutionContext } from 'ava';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Ended with this process, also when AVA ends it before a test's teardown. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A command of ours as one runs it: what it says can be waited for. */
export interface Child {
  /** Its exit code, null when a signal ended it; all that it said is there by then. */
  exited: Promise<number | null>;
  /** Everything that it has said, on both streams. */
  output(): string;
  waitForOutput(text: string): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs a file of this project, from its root; the test ends it.
 * @param env its whole environment
 * @param root of another checkout, to run that one's file
 */
export function startChild(
  t: Pick<ExecutionContext, 'teardown'>,
  args: readonly string[],
  env: Record<string, string | undefined> = process.env,
  root = ROOT,
): Child {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  t.teardown(() => child.kill('SIGKILL'));
  let output = '';
  let changed = Promise.withResolvers<void>();
  const notifyChange = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      notifyChange();
    });
  // A killed one's own children may keep its streams open: then its exit is its end.
  const closed = once(child, 'close');
  const exited = once(child, 'exit').then(async ([code, signal]) => {
    if (signal !== 'SIGKILL') await closed;
    notifyChange();
    return code as number | null;
  });
  return {
    exited,
    output: () => output,
    async waitForOutput(text) {
      while (!output.includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended without "${text}":\n${output}`);
        await changed.promise;
      }
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}
