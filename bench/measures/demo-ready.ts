import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { rounded } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What an install or an earlier start has made; a fresh clone has none of it. */
const MADE = ['node_modules', 'build', 'test-output', '.cache', '.demo', '.git'];

/** `npm run demo` in a fresh copy of the project: dependencies are installed, nothing is built. */
export const demoReady: Measure = {
  bars: [{ id: 'demo.ready_s', unit: 's', bar: 30, better: 'lower' }],
  isSlow: true,
  async run({ teardown }) {
    const copy = path.join(ROOT, '.cache', `bench-demo-${process.pid}`);
    teardown(async () => rmSync(copy, { recursive: true, force: true }));
    mkdirSync(copy, { recursive: true });
    for (const name of readdirSync(ROOT))
      if (!MADE.includes(name))
        cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));

    const startedAt = performance.now();
    const child = spawn(process.execPath, ['sandbox/demo.ts'], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    teardown(async () => {
      child.kill('SIGINT');
      await ended;
    });
    const said: string[] = [];
    const seconds = await new Promise<number>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        said.push(chunk.toString());
        if (said.join('').includes('Vektra is up'))
          resolve((performance.now() - startedAt) / 1_000);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`the demo ended: ${said.join('')}`)));
    });
    return { 'demo.ready_s': { value: rounded(seconds, 1), note: 'one start in a fresh copy' } };
  },
};
