import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/**
 * Remembers a process until it has ended. For those that are sessions of their own: a terminal's
 * Ctrl+C does not reach them, so whoever ends without stopping them leaves them running.
 */
export function trackChild<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Kills every process that is still running (SIGKILL). What Postgres has committed is kept. */
export function killRunningChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}
