import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { trackChild } from '../machine/running-children.ts';
import { waitForExit } from '../machine/wait-for-exit.ts';
import { findPostgresPrograms, type PostgresPrograms } from './binaries.ts';
import type { Certificate } from './certificates.ts';
import { createDataFolder, type PostgresTemplate, SUPERUSER } from './postgres-data.ts';
import { writeSecretFile } from './secret-file.ts';

export interface PostgresCluster {
  port: number;
  /** A superuser's URL of a database of this cluster. */
  url(database?: string): string;
  /** Runs statements as superuser. */
  run(sql: string, database?: string): Promise<void>;
  /** Fast shutdown; resolves when the process is gone. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash does. */
  kill(): Promise<void>;
  pid: number;
  /** Where its files are; not always in the folder that was asked for (see binaries.ts). */
  folder: string;
}

/** Stops a Postgres that runs on this folder because whoever started it was killed. */
export async function stopLeftoverPostgres(folder: string): Promise<void> {
  const { postgres, dataRoot, identity } = await findPostgresPrograms();
  const dataFolder = path.join(dataRoot(folder), 'data');
  if (!existsSync(path.join(dataFolder, 'postmaster.pid'))) return;
  const control = path.join(path.dirname(postgres), 'pg_ctl');
  // It fails when the file is all that is left.
  await waitForExit(
    spawn(control, ['stop', '-D', dataFolder, '-m', 'fast'], {
      ...identity,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
    }),
  ).catch(() => {});
}

/**
 * Starts a real Postgres on loopback. It is a session of its own: a terminal's Ctrl+C reaches the
 * caller, who then stops things in their order.
 * @param options.folder kept between starts; made and initialised when absent
 * @param options.durable false: no fsync, for tests
 * @param options.tls offers TLS; clients may do without
 * @param options.programs another Postgres than npm's
 * @param options.template what a new cluster is copied from, instead of running initdb
 */
export async function startPostgres(options: {
  folder: string;
  port: number;
  password: string;
  isDurable: boolean;
  settings?: Record<string, string>;
  tls?: Certificate;
  programs?: PostgresPrograms;
  template?: PostgresTemplate;
}): Promise<PostgresCluster> {
  const programs = options.programs ?? (await findPostgresPrograms());
  const env = { ...process.env, ...programs.env };
  const root = programs.dataRoot(options.folder);
  const dataFolder = path.join(root, 'data');
  const { identity } = programs;

  if (!existsSync(path.join(dataFolder, 'PG_VERSION')))
    await createDataFolder(programs, root, options.password, await options.template?.getFolder());

  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    max_connections: '200',
    shared_buffers: '64MB',
    log_min_messages: 'fatal',
    ...(options.isDurable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...(options.tls ? tlsSettings(root, options.tls, identity) : {}),
    ...options.settings,
  };
  const child = trackChild(
    spawn(
      programs.postgres,
      [
        '-D',
        dataFolder,
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      { ...identity, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
    ),
  );
  const output: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    output.push(chunk.toString());
    if (output.length > 20) output.shift();
  });

  const url = (database = 'postgres') =>
    `postgres://${SUPERUSER}:${options.password}@127.0.0.1:${options.port}/${database}?sslmode=disable`;
  await waitUntilReady(child, url, output);

  return {
    port: options.port,
    pid: child.pid as number,
    folder: root,
    url,
    run: (sql, database) => executeSql(url(database), sql),
    stop: () => terminate(child, 'SIGINT'),
    kill: () => terminate(child, 'SIGKILL'),
  };
}

type Identity = PostgresPrograms['identity'];

const tlsSettings = (folder: string, { cert, key }: Certificate, identity: Identity) => ({
  ssl: 'on',
  ssl_cert_file: writeSecretFile(folder, 'server.crt', cert, identity),
  ssl_key_file: writeSecretFile(folder, 'server.key', key, identity),
});

async function executeSql(url: string, sql: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function connect(text: string): Promise<pg.Client> {
  const url = new URL(text);
  const client = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
    database: url.pathname.slice(1),
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Postgres says nothing on loopback when it is ready: ask until it answers, or has ended. */
async function waitUntilReady(
  child: ChildProcess,
  url: () => string,
  output: string[],
): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (true) {
    if (child.exitCode !== null) throw new Error(`Postgres ended: ${output.join('').trim()}`);
    try {
      await executeSql(url(), 'SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

function terminate(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
