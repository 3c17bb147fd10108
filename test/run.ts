import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAuthority } from '../sandbox/databases/certificates.ts';
import { buildDashboard } from '../sandbox/demo/build.ts';
import { findFfmpegProgram } from '../sandbox/machine/ffmpeg.ts';
import { CONTROL_TEMPLATE } from './helpers/postgres.ts';
import { startRunCitus } from './helpers/run-citus.ts';
import { startRunCustomerPostgres } from './helpers/run-customer-postgres.ts';
import { startRunMariadb } from './helpers/run-mariadb.ts';
import { startRunPostgres } from './helpers/run-postgres.ts';

/**
 * `npm test`: the build, then every test on one Postgres; beside them types, lint, format,
 * boundaries and unused code. `npm test -- --only <files>` runs these files alone, without those
 * checks; `--full` takes in what is too long for every day; `--screenshots` keeps pictures of pages
 * in test-output; `--update-snapshots` accepts snapshots as they are now. Quiet when good; the last
 * line is `N passed, N failed`.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
const CACHE = path.join(ROOT, '.cache');

interface CommandResult {
  code: number;
  output: string;
}

/** Runs one of our commands; what it says is shown as it comes, or kept until it fails. */
function runCommand(
  args: string[],
  options: { show: boolean; variables?: Record<string, string> },
): Promise<CommandResult> {
  const child = spawn(args[0] as string, args.slice(1), {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...options.variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.once('SIGINT', forward).once('SIGTERM', forward);
  const parts: string[] = [];
  const collect = (chunk: Buffer) => {
    parts.push(chunk.toString());
    if (options.show) process.stdout.write(chunk);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve({ code: code ?? 1, output: parts.join('') });
    });
  });
}

/** What failed, as it says it: shown in the end, where it is seen. */
const failureOutputs: string[] = [];

/** @returns whether it went well */
async function runStep(name: string, work: () => Promise<CommandResult>): Promise<boolean> {
  const startedAt = Date.now();
  const { code, output } = await work();
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) failureOutputs.push(`✗ ${name}\n${output}`);
  return code === 0;
}

/** AVA marks each test with a sign; its summary leaves the passed ones out when one failed. */
function countLines(output: string, sign: RegExp): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such characters
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  return plain.split('\n').filter((line) => sign.test(line)).length;
}

async function runTests(files: readonly string[]): Promise<{ passed: number; failed: number }> {
  mkdirSync(CACHE, { recursive: true });
  // Folders of runs that were killed.
  for (const name of readdirSync(CACHE, { withFileTypes: true }))
    if (
      /^test-(postgres|ownpostgres|pgbouncer|citus|mariadb|previous-release|demo|dev|check)-(\d+)$/.test(
        name.name,
      ) &&
      !isAlive(Number(name.name.split('-').at(-1)))
    )
      rmSync(path.join(CACHE, name.name), { recursive: true, force: true });
  // Both offer TLS, as an own database must; whoever does not ask for it goes without.
  const authority = await createAuthority();
  const tls = await authority.issue({ dns: ['db.test'], ip: ['127.0.0.1'] });
  const [postgres, ownPostgres, mariadb] = await Promise.all([
    startRunPostgres(CACHE, tls),
    startRunCustomerPostgres(CACHE, tls),
    startRunMariadb(CACHE, tls),
    // Once, before test files look for it at the same time.
    findFfmpegProgram(CACHE),
  ]);
  let citus: Awaited<ReturnType<typeof startRunCitus>> | undefined;
  try {
    citus = await startRunCitus(CACHE, postgres.cluster.url(CONTROL_TEMPLATE));
    const { code, output } = await runCommand(
      ['ava', ...(values['update-snapshots'] ? ['-u'] : []), ...files],
      {
        show: true,
        variables: {
          ...postgres.variables,
          ...ownPostgres.variables,
          ...mariadb.variables,
          ...citus.variables,
          TEST_CA: authority.ca,
          NODE_ENV: 'production',
          ...(isFull ? { TEST_FULL: '1' } : {}),
          ...(values.screenshots ? { TEST_SCREENSHOTS: '1' } : {}),
          // A process per file, and most of them read the same sources.
          NODE_COMPILE_CACHE: path.join(CACHE, 'compile'),
        },
      },
    );
    const passed = countLines(output, /^\s*✔/);
    const failed = countLines(output, /^\s*✘/);
    return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
  } finally {
    await Promise.all([postgres.stop(), ownPostgres.stop(), mariadb.stop(), citus?.stop()]);
  }
}

/**
 * As the demo does, so that the demo among the tests finds nothing to build under the others' feet.
 */
const build = (): Promise<CommandResult> =>
  buildDashboard().then(
    () => ({ code: 0, output: '' }),
    (error: Error) => ({ code: 1, output: error.message }),
  );

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const { values, positionals: files } = parseArgs({
  options: {
    only: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    screenshots: { type: 'boolean', default: false },
    'update-snapshots': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const isFull = values.full || files.some((file) => file.includes('.full.'));
type Check = [name: string, work: () => Promise<CommandResult>];
const createCheck = (name: string, ...args: string[]): Check => [
  name,
  () => runCommand(args, { show: false }),
];
/** Beside the tests, which often wait: nothing of them depends on these. */
const checks: Check[] = !values.only
  ? [
      createCheck('types', 'npm', 'run', '-s', 'typecheck'),
      createCheck('lint and format', 'biome', 'check', '--error-on-warnings'),
      createCheck('generated indexes', 'npm', 'run', '-s', 'generate', '--', '--check'),
      createCheck('boundaries', 'npm', 'run', '-s', 'boundaries'),
      createCheck('unused code', 'knip'),
      createCheck('linear regular expressions', 'npm', 'run', '-s', 'regexes'),
    ]
  : [];
let failedChecks = 0;
const runCheck = async ([name, work]: Check) => {
  if (!(await runStep(name, work))) failedChecks += 1;
};
await runCheck(['build', build]);
const checksDone = (async () => {
  for (const each of checks) await runCheck(each);
})();
const { passed, failed } = await runTests(files);
await checksDone;
for (const complaint of failureOutputs) console.log(complaint);
const allFailed = failed + failedChecks;
console.log(`${passed + 1 + checks.length - failedChecks} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 ? 0 : 1;
