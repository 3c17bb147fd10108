import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What an install or an earlier start has made; a fresh clone has none of it. */
const GENERATED_FOLDERS = ['node_modules', 'build', 'test-output', '.cache', '.demo', '.git'];

/** `npm run demo` in a fresh copy of the project: dependencies are installed, nothing is built. */
export const demoReady: Benchmark = {
  targets: [{ id: 'demo.ready_s', unit: 's', bar: 30, better: 'lower' }],
  isSlow: true,
  async run({ teardown }) {
    const copy = path.join(ROOT, '.cache', `bench-demo-${process.pid}`);
    teardown(async () => rmSync(copy, { recursive: true, force: true }));
    mkdirSync(copy, { recursive: true });
    for (const name of readdirSync(ROOT))
      if (!GENERATED_FOLDERS.includes(name))
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
    const output: string[] = [];
    const seconds = await new Promise<number>((resolve, reject) => {
      const onOutput = (chunk: Buffer) => {
        output.push(chunk.toString());
        if (output.join('').includes('Vektra is up'))
          resolve((performance.now() - startedAt) / 1_000);
      };
      child.stdout.on('data', onOutput);
      child.stderr.on('data', onOutput);
      child.once('exit', () => reject(new Error(`the demo ended: ${output.join('')}`)));
    });
    return { 'demo.ready_s': { value: roundTo(seconds, 1), note: 'one start in a fresh copy' } };
  },
};
