import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type PostgresPrograms, runnablePrograms } from './binaries.ts';
import {
  getLibraryPath,
  listDependencies,
  type RunApt,
  unpackPackages,
} from './debian-packages.ts';

/** A Postgres server with the client programs of its version: `pg_dump`, `pg_restore`, `psql`. */
export interface PostgresTools extends PostgresPrograms {
  /** The folder of all programs. */
  bin: string;
}

const FOLDER_NAME = 'vektra-postgresql';
/** For just-in-time compilation only, and larger than all the others together. */
const UNUSED_PACKAGES = /^libllvm/;

/**
 * A Postgres with its client programs, which npm's has not: this machine's; else Debian's packages,
 * fetched and unpacked into `cache`. No root, and nothing is installed.
 * @throws Error that says what to do where neither is to be had
 */
export async function findPostgresTools(cache: string): Promise<PostgresTools> {
  const installed = findNewest('/usr');
  if (installed)
    return {
      ...runnablePrograms({ home: '/usr', bin: installed, name: FOLDER_NAME }),
      bin: installed,
    };
  const home = path.join(cache, 'postgresql');
  if (!existsSync(home)) await unpackPackages(home, 'PostgreSQL', choosePackages);
  const bin = findNewest(path.join(home, 'usr'));
  if (!bin) throw new Error(`${home} has no Postgres: remove it, and it is fetched anew.`);
  const programs = runnablePrograms({ home, bin, name: FOLDER_NAME }, (folder) => ({
    LD_LIBRARY_PATH: getLibraryPath(folder),
  }));
  return { ...programs, bin: path.dirname(programs.postgres) };
}

/** Debian installs each major version into a folder of its own. */
function findNewest(prefix: string): string | null {
  const folder = path.join(prefix, 'lib/postgresql');
  const versions = existsSync(folder) ? readdirSync(folder).map(Number).filter(Boolean) : [];
  return (
    versions
      .sort((a, b) => b - a)
      .map((version) => path.join(folder, String(version), 'bin'))
      .find((bin) => ['initdb', 'pg_dump'].every((name) => existsSync(path.join(bin, name)))) ??
    null
  );
}

/**
 * The server and clients of the version that this Debian has, with the libraries that they load.
 */
async function choosePackages(apt: RunApt): Promise<string[]> {
  const [server] = (await listDependencies(apt, 'postgresql')).filter((name) =>
    /^postgresql-\d+$/.test(name),
  );
  if (!server) throw new Error('no version of it is known');
  const client = server.replace('postgresql-', 'postgresql-client-');
  const dependencies = await Promise.all(
    [server, client].map((name) => listDependencies(apt, name, '--recurse')),
  );
  const libraries = dependencies.flat().filter((name) => /^lib\w/.test(name) && !/perl/.test(name));
  return [server, client, ...new Set(libraries)].filter((name) => !UNUSED_PACKAGES.test(name));
}
