import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGE = 'mariadb-server-core';
/** Every Debian has these; a second copy beside the system's own would only make trouble. */
const SYSTEM = /^(libc6|libgcc-s1|libstdc\+\+6|libsystemd0|libelogind0|libcrypt1|mariadb-common)$/;

export interface MariadbPrograms {
  mariadbd: string;
  /** Where `mysql_system_tables.sql` and the messages are. */
  share: string;
  /** For the libraries that came with an unpacked server. */
  libraryPath: string | null;
}

/**
 * A MariaDB server: `mariadbd` from PATH; else Debian's package, fetched and unpacked into `cache`.
 * No root, and nothing is installed.
 * @throws Error that says what to do where neither is to be had
 */
export async function mariadbPrograms(cache: string): Promise<MariadbPrograms> {
  const onPath = find('mariadbd') ?? find('mysqld');
  if (onPath && existsSync('/usr/share/mysql/mysql_system_tables.sql'))
    return { mariadbd: onPath, share: '/usr/share/mysql', libraryPath: null };
  const home = path.join(cache, 'mariadb');
  if (!existsSync(home)) await unpack(home);
  const libraries = path.join(home, 'usr/lib');
  const triplet = readdirSync(libraries).find((name) => name.endsWith('-linux-gnu')) ?? '';
  return {
    mariadbd: path.join(home, 'usr/sbin/mariadbd'),
    share: path.join(home, 'usr/share/mysql'),
    libraryPath: [path.join(libraries, triplet), path.join(home, 'lib', triplet)].join(':'),
  };
}

function find(program: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Fetches the package and the libraries it names, with apt's state in a folder of our own. */
async function unpack(home: string): Promise<void> {
  if (!find('apt-get') || !find('dpkg-deb'))
    throw new Error('MariaDB is not to be had: put `mariadbd` on PATH (on Debian it is fetched).');
  const work = mkdtempSync(`${home}-`);
  const state = path.join(work, 'apt');
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'root'])
    mkdirSync(path.join(state, folder), { recursive: true });
  const apt = (program: string, ...args: string[]) =>
    run(
      program,
      [
        '-o',
        `Dir::State::Lists=${state}/lists`,
        '-o',
        `Dir::Cache=${state}/cache`,
        '-o',
        'APT::Sandbox::User=root',
        ...args,
      ],
      { cwd: path.join(state, 'packages'), maxBuffer: 64 * 1024 * 1024 },
    );
  try {
    await apt('apt-get', '-qq', 'update');
    const { stdout } = await apt('apt-cache', 'depends', '--important', PACKAGE);
    const libraries = [...stdout.matchAll(/^\s*\|?Depends: ([a-z0-9.+-]+)$/gm)]
      .map(([, name]) => name as string)
      .filter((name) => !SYSTEM.test(name));
    await apt('apt-get', '-qq', 'download', PACKAGE, ...libraries);
    const folder = path.join(state, 'packages');
    for (const file of readdirSync(folder))
      await run('dpkg-deb', ['-x', path.join(folder, file), path.join(state, 'root')]);
    // Somebody else may have unpacked it meanwhile; theirs is as good.
    if (!existsSync(home)) renameSync(path.join(state, 'root'), home);
  } catch (error) {
    throw new Error(`MariaDB could not be fetched from Debian: ${(error as Error).message}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
