import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from './certificates.ts';
import { type MariadbPrograms, mariadbPrograms } from './mariadb-programs.ts';
import { type MysqlServer, serve, settings, USER } from './mysql-server.ts';

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
  const programs = await mariadbPrograms(options.cache);
  const data = path.join(options.folder, 'data');
  if (!existsSync(path.join(data, 'mysql'))) await initialise(programs, data, options.password);
  return serve(launch(programs, data, settings(options)), options);
}

function launch(programs: MariadbPrograms, data: string, args: string[], input = false) {
  const child = spawn(
    programs.mariadbd,
    [
      '--no-defaults',
      '--user=root',
      `--datadir=${data}`,
      `--lc-messages-dir=${programs.share}`,
      `--character-sets-dir=${programs.share}/charsets`,
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
  data: string,
  password: string,
): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const file = (name: string) => readFileSync(path.join(programs.share, name), 'utf8');
  const script = [
    'CREATE DATABASE mysql;',
    'USE mysql;',
    'SET @auth_root_socket=NULL;',
    file('mysql_system_tables.sql'),
    file('mysql_performance_tables.sql'),
    file('mysql_system_tables_data.sql'),
    'FLUSH PRIVILEGES;',
    `CREATE USER '${USER}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${USER}'@'%' WITH GRANT OPTION;`,
    '',
  ].join('\n');
  const child = launch(programs, data, ['--bootstrap'], true);
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin?.end(script);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`MariaDB could not be initialised: ${Buffer.concat(said)}`);
}
