import { existsSync } from 'node:fs';
import path from 'node:path';
import { dependenciesOf, findProgram, libraryPath, unpackPackages } from './debian-packages.ts';

const PACKAGE = 'mariadb-server-core';

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
  const onPath = findProgram('mariadbd') ?? findProgram('mysqld');
  if (onPath && existsSync('/usr/share/mysql/mysql_system_tables.sql'))
    return { mariadbd: onPath, share: '/usr/share/mysql', libraryPath: null };
  const home = path.join(cache, 'mariadb');
  if (!existsSync(home))
    await unpackPackages(home, 'MariaDB', async (apt) => [
      PACKAGE,
      ...(await dependenciesOf(apt, PACKAGE)),
    ]);
  return {
    mariadbd: path.join(home, 'usr/sbin/mariadbd'),
    share: path.join(home, 'usr/share/mysql'),
    libraryPath: libraryPath(home),
  };
}
