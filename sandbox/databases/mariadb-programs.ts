import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  findProgram,
  getLibraryPath,
  listDependencies,
  unpackPackages,
} from './debian-packages.ts';

const PACKAGE = 'mariadb-server-core';

export interface MariadbPrograms {
  mariadbd: string;
  /** Where `mysql_system_tables.sql` and the messages are. */
  shareFolder: string;
  /** For the libraries that came with an unpacked server. */
  libraryPath: string | null;
}

/**
 * A MariaDB server: `mariadbd` from PATH; else Debian's package, fetched and unpacked into `cache`.
 * No root, and nothing is installed.
 * @throws Error that says what to do where neither is to be had
 */
export async function findMariadbPrograms(cache: string): Promise<MariadbPrograms> {
  const programOnPath = findProgram('mariadbd') ?? findProgram('mysqld');
  if (programOnPath && existsSync('/usr/share/mysql/mysql_system_tables.sql'))
    return { mariadbd: programOnPath, shareFolder: '/usr/share/mysql', libraryPath: null };
  const home = path.join(cache, 'mariadb');
  if (!existsSync(home))
    await unpackPackages(home, 'MariaDB', async (apt) => [
      PACKAGE,
      ...(await listDependencies(apt, PACKAGE)),
    ]);
  return {
    mariadbd: path.join(home, 'usr/sbin/mariadbd'),
    shareFolder: path.join(home, 'usr/share/mysql'),
    libraryPath: getLibraryPath(home),
  };
}
