import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { MEGABYTE, requireFreeSpace } from '../machine/resources.ts';

const run = promisify(execFile);

/** MariaDB is 52 MB unpacked; lists and packages take another 100 MB while it is. */
const UNPACK_BYTES = 300 * MEGABYTE;

/** Every Debian has these; a second copy beside the system's own would only make trouble. */
const SYSTEM_PACKAGES =
  /^(libc6|libgcc-s1|libstdc\+\+6|libsystemd0|libelogind0|libcrypt1|mariadb-common)$/;

/** Asks and downloads without root's state: lists and packages lie in a folder of the caller. */
export type RunApt = (
  program: 'apt-get' | 'apt-cache',
  ...args: string[]
) => Promise<{ stdout: string }>;

/** The path of a program of this machine; null: there is none. */
export function findProgram(program: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** The packages that this package needs, those left out that every Debian has. */
export async function listDependencies(
  apt: RunApt,
  name: string,
  ...options: readonly string[]
): Promise<string[]> {
  const { stdout } = await apt('apt-cache', 'depends', '--important', ...options, name);
  const dependencies = [...stdout.matchAll(/^\s*\|?Depends: ([a-z0-9.+-]+)$/gm)]
    .map(([, each]) => each as string)
    .filter((each) => !SYSTEM_PACKAGES.test(each));
  return [...new Set(dependencies)];
}

/**
 * Fetches Debian packages and unpacks them into `home`. No root, and nothing is installed.
 * @param product what the error names
 * @param choose the packages, asked of the lists that were fetched
 * @throws Error that says what to do where they are not to be had
 */
export async function unpackPackages(
  home: string,
  product: string,
  choose: (apt: RunApt) => Promise<readonly string[]>,
): Promise<void> {
  if (!findProgram('apt-get') || !findProgram('dpkg-deb'))
    throw new Error(`${product} is not to be had: install it (on Debian it is fetched).`);
  requireFreeSpace(path.dirname(home), UNPACK_BYTES, `unpacking ${product}`);
  mkdirSync(path.dirname(home), { recursive: true });
  const workFolder = mkdtempSync(`${home}-`);
  const state = path.join(workFolder, 'apt');
  const packages = path.join(state, 'packages');
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'root'])
    mkdirSync(path.join(state, folder), { recursive: true });
  const apt: RunApt = (program, ...args) =>
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
      { cwd: packages, maxBuffer: 64 * 1024 * 1024 },
    );
  try {
    await apt('apt-get', '-qq', 'update');
    await apt('apt-get', '-qq', 'download', ...(await choose(apt)));
    for (const file of readdirSync(packages))
      await run('dpkg-deb', ['-x', path.join(packages, file), path.join(state, 'root')]);
    // Somebody else may have unpacked it meanwhile; theirs is as good.
    if (!existsSync(home)) renameSync(path.join(state, 'root'), home);
  } catch (error) {
    throw new Error(`${product} could not be fetched from Debian: ${(error as Error).message}`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Where the libraries of unpacked packages are, as LD_LIBRARY_PATH. */
export function getLibraryPath(home: string): string {
  const libraries = path.join(home, 'usr/lib');
  const triplet = readdirSync(libraries).find((name) => name.endsWith('-linux-gnu')) ?? '';
  return [path.join(libraries, triplet), path.join(home, 'lib', triplet)].join(':');
}
