import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ExecutionContext } from 'ava';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The commit of the release before this one: the one to move on when a release lands. */
const PREVIOUS_RELEASE = 'c4c4a77798fee356b439bd91214218dc24919336';

/** A release of the product, built, whose processes can be started. */
export interface Release {
  name: 'previous' | 'present';
  root: string;
}

/** This checkout; test/run.ts has built its dashboard. */
export const presentRelease: Release = { name: 'present', root: ROOT };

const run = promisify(execFile);

/**
 * Unpacks the previous release into a temporary folder, which the test removes, and builds it.
 * @throws Error when the repository's history does not contain its commit
 */
export async function buildPreviousRelease(
  t: Pick<ExecutionContext, 'teardown'>,
): Promise<Release> {
  // The next run removes it when this one is killed, see test/run.ts.
  const root = path.join(ROOT, '.cache', `test-previous-release-${process.pid}`);
  mkdirSync(root, { recursive: true });
  // Processes that were killed a moment ago may still write their compile cache.
  t.teardown(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));
  const archive = path.join(root, 'release.tar');
  await run('git', ['archive', `--output=${archive}`, PREVIOUS_RELEASE], { cwd: ROOT }).catch(
    (error: Error) => {
      throw new Error(
        `The previous release, commit ${PREVIOUS_RELEASE}, is not in this clone: fetch the whole history (git fetch --unshallow). ${error.message}`,
      );
    },
  );
  await run('tar', ['-xf', archive, '-C', root]);
  await installPackages(root);
  await run('remix', ['vite:build', '--logLevel', 'warn'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  });
  return { name: 'previous', root };
}

/** It runs on the packages of this checkout if its lock file names the same ones. */
async function installPackages(root: string): Promise<void> {
  const readLockFile = (folder: string) =>
    readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  if (readLockFile(root) === readLockFile(ROOT))
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  else await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root });
}
