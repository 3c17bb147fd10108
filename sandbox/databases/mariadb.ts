import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import mysql from 'mysql2/promise';
import type { Certificate } from './certificates.ts';
import { type MariadbPrograms, mariadbPrograms } from './mariadb-programs.ts';

export interface MariadbServer {
  port: number;
  user: string;
  password: string;
  /** Runs one statement. */
  run(sql: string): Promise<void>;
  stop(): Promise<void>;
  pid: number;
}

const USER = 'vektra';

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
}): Promise<MariadbServer> {
  const programs = await mariadbPrograms(options.cache);
  const data = path.join(options.folder, 'data');
  if (!existsSync(path.join(data, 'mysql'))) await initialise(programs, data, options.password);
  const child = launch(programs, data, [
    `--port=${options.port}`,
    '--bind-address=127.0.0.1',
    `--socket=${path.join(options.folder, 's')}`,
    '--character-set-server=utf8mb4',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-name-resolve',
    ...(options.tls ? tlsArguments(options.folder, options.tls) : []),
  ]);
  const login = { host: '127.0.0.1', port: options.port, user: USER, password: options.password };
  await untilReady(child, login);
  return {
    ...login,
    pid: child.pid as number,
    async run(sql) {
      const connection = await mysql.createConnection(login);
      try {
        await connection.query(sql);
      } finally {
        await connection.end();
      }
    },
    stop: () => end(child),
  };
}

function tlsArguments(folder: string, { cert, key }: Certificate): string[] {
  const file = (name: string, content: string) => {
    const place = path.join(folder, name);
    writeFileSync(place, content, { mode: 0o600 });
    return place;
  };
  return [`--ssl-cert=${file('server.crt', cert)}`, `--ssl-key=${file('server.key', key)}`];
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
      '--skip-log-bin',
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

async function untilReady(
  child: ChildProcess,
  login: { host: string; port: number; user: string; password: string },
): Promise<void> {
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 20) said.shift();
  });
  const giveUpAt = Date.now() + 30_000;
  while (true) {
    if (child.exitCode !== null) throw new Error(`MariaDB ended: ${said.join('').trim()}`);
    try {
      await (await mysql.createConnection(login)).end();
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
