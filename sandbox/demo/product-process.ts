import { spawn } from 'node:child_process';
import path from 'node:path';
import { readLines } from '../machine/read-lines.ts';
import { trackChild } from '../machine/running-children.ts';
import { terminate } from '../machine/terminate.ts';
import { parseLogLine } from './process-log.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ProductProcess {
  name: string;
  pid: number;
  /** Resolves when the process has logged that it is ready; rejects when it ends before. */
  whenReady: Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  whenEnded: Promise<number | string>;
  stop(): Promise<void>;
}

/**
 * Starts one of the product's processes as production does. It is a process group of its own, so
 * that a terminal's Ctrl+C reaches only the demo, which stops things in their order.
 * @param onLine is called for each line that it logs
 */
export function startProductProcess(
  name: 'server' | 'bot' | 'worker',
  variables: Record<string, string>,
  onLine: (line: string) => void,
): ProductProcess {
  const child = trackChild(
    spawn(process.execPath, ['server/main.ts', name], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...variables,
        LOG_LEVEL: 'info',
        NODE_ENV: variables.NODE_ENV === 'development' ? 'development' : 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
  );
  const whenReady = new Promise<void>((resolve, reject) => {
    const recentLines: string[] = [];
    readLines(child, (line) => {
      recentLines.push(line);
      if (recentLines.length > 20) recentLines.shift();
      if (line.includes(`"${name}.ready"`)) resolve();
      onLine(line);
    });
    child.once('exit', (code, signal) => {
      const problems = recentLines.filter((line) => parseLogLine(line).level !== 'info');
      reject(new Error([`${name} ended with ${code ?? signal}.`, ...problems].join('\n')));
    });
  });
  whenReady.catch(() => {});
  const whenEnded = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? ''));
  });
  return { name, pid: child.pid as number, whenReady, whenEnded, stop: () => terminate(child) };
}
