import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from './certificates.ts';
import { findMariadbPrograms, type MariadbPrograms } from './mariadb-programs.ts';
import {
  ADMIN_USER,
  createServerArguments,
  type MysqlServer,
  waitUntilServing,
} from './mysql-server.ts';

/**
 * Starts a real MariaDB on loopback, its data in `folder` (made when absent).
 * @param options.tls offers TLS; clients may do without
 */
export async function startMariadb(options: {
  folder: string;
  cache: string;
  port: number;
  password: string;
  tls?: Certificate;
}): Promise<MysqlServer> {
  const programs = await findMariadbPrograms(options.cache);
  const dataFolder = path.join(options.folder, 'data');
  if (!existsSync(path.join(dataFolder, 'mysql')))
    await initialise(programs, dataFolder, options.password);
  return waitUntilServing(launch(programs, dataFolder, createServerArguments(options)), options);
}

function launch(programs: MariadbPrograms, dataFolder: string, args: string[], input = false) {
  const child = spawn(
    programs.mariadbd,
    [
      '--no-defaults',
      '--user=root',
      `--datadir=${dataFolder}`,
      `--lc-messages-dir=${programs.shareFolder}`,
      `--character-sets-dir=${programs.shareFolder}/charsets`,
      '--innodb-log-file-size=16M',
      ...args,
    ],
    {
      detached: true,
      stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ...(programs.libraryPath ? { LD_LIBRARY_PATH: programs.libraryPath } : {}),
      },
    },
  );
  return child;
}

/** What `mariadb-install-db` does: the system tables, then an account. */
async function initialise(
  programs: MariadbPrograms,
  dataFolder: string,
  password: string,
): Promise<void> {
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  const file = (name: string) => readFileSync(path.join(programs.shareFolder, name), 'utf8');
  const script = [
    'CREATE DATABASE mysql;',
    'USE mysql;',
    'SET @auth_root_socket=NULL;',
    file('mysql_system_tables.sql'),
    file('mysql_performance_tables.sql'),
    file('mysql_system_tables_data.sql'),
    'FLUSH PRIVILEGES;',
    `CREATE USER '${ADMIN_USER}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${ADMIN_USER}'@'%' WITH GRANT OPTION;`,
    '',
  ].join('\n');
  const child = launch(programs, dataFolder, ['--bootstrap'], true);
  const stderrChunks: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => stderrChunks.push(chunk));
  child.stdin?.end(script);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0)
    throw new Error(`MariaDB could not be initialised: ${Buffer.concat(stderrChunks)}`);
}
