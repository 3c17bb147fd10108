import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { lines } from '../machine/lines.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ProductProcess {
  name: string;
  pid: number;
  /** Resolves when the process has logged that it is ready; rejects when it ends before. */
  ready: Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  stop(): Promise<void>;
}

/**
 * Starts one of the product's processes as production does. It is a process group of its own, so
 * that a terminal's Ctrl-C reaches only the demo, which stops things in their order.
 * @param onLine is given what it logs
 */
export function startProduct(
  name: 'server' | 'bot' | 'worker',
  variables: Record<string, string>,
  onLine: (name: string, line: string) => void,
): ProductProcess {
  const child = spawn(process.execPath, ['server/main.ts', name], {
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
  });
  const ready = new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    lines(child, (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      if (line.includes(`"${name}.ready"`)) resolve();
      onLine(name, line);
    });
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${code}: ${said.join('\n')}`));
    });
  });
  ready.catch(() => {});
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? ''));
  });
  return { name, pid: child.pid as number, ready, ended, stop: () => end(child) };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
