import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Runs package.json's script as npm does, on a Node that says that it is of this version. */
function runPostinstall(version: string): Promise<{ code: unknown; output: string }> {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
    Object.defineProperty(process, 'version', { value: 'v${version}' })`;
  return new Promise((resolve) =>
    execFile(
      'sh',
      ['-c', scripts.postinstall],
      {
        env: {
          ...process.env,
          PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
          NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(pretend)}`,
        },
      },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    ),
  );
}

test('an installation without Node 24 fails with what to do, and is silent otherwise', async (t) => {
  const { code, output } = await runPostinstall('20.20.2');
  t.is(code, 1);
  t.regex(output, /Vektra needs Node 24, and npm has none for this platform: install it/);
  t.regex(output, /now v20\.20\.2/);
  t.deepEqual(await runPostinstall('24.0.0'), { code: 0, output: '' });
});
