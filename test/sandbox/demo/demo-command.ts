import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import { findEphemeralPort } from '../../../sandbox/machine/ports.ts';
import { type Child, startChild } from '../../helpers/child-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A folder for the demo's data, deleted after the test. */
export function createDataFolder(t: ExecutionContext): string {
  const folder = path.join(ROOT, '.cache', `test-demo-${process.pid}`);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * The command as one types it.
 * @param root another checkout's
 */
export async function startDemo(
  t: ExecutionContext,
  args: readonly string[],
  root = ROOT,
): Promise<Child> {
  const demo = startChild(t, ['sandbox/demo.ts', ...args], process.env, root);
  await demo.waitForOutput('Ctrl+C stops everything');
  return demo;
}

/** Ports of its own, for a demo that starts while another one does. */
export const chooseTestPorts = async (): Promise<string[]> => {
  const options = ['--start-port', '--dashboard-port', '--discord-port'];
  const ports = await Promise.all(options.map(() => findEphemeralPort()));
  return options.flatMap((option, index) => [option, String(ports[index])]);
};

/** An address on the screen, by its name. */
export const readAddress = (screen: string, name: string): string =>
  new RegExp(`${name} +(http://\\S+)`).exec(screen)?.[1] ?? '';

/** Command lines of processes that mention the folder. */
export const listProcesses = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(folder));

export const isReachable = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
