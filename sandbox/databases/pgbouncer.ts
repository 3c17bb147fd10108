import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { trackChild } from '../machine/running-children.ts';
import { terminate } from '../machine/terminate.ts';
import { makeRunnable, type RunnableHome } from './binaries.ts';
import type { Certificate } from './certificates.ts';
import {
  findProgram,
  getLibraryPath,
  listDependencies,
  unpackPackages,
} from './debian-packages.ts';
import type { PostgresCluster } from './postgres.ts';
import { SUPERUSER } from './postgres-data.ts';
import { writeSecretFile } from './secret-file.ts';

/** Connections that it has to a database; few, so that its clients share them. */
const POOL_SIZE = 10;

export interface PgBouncer {
  port: number;
  /** Where its files are; not always in the folder that was asked for (see binaries.ts). */
  folder: string;
  stop(): Promise<void>;
}

/**
 * Starts a real PgBouncer on loopback, in transaction mode, in front of every database of a
 * Postgres. It accepts TLS only, and the roles and passwords of that Postgres. Consecutive
 * transactions of a client go to different connections where they can, so that what rests on a
 * session is found out.
 * @param options.folder for its files; made when absent
 */
export async function startPgBouncer(options: {
  folder: string;
  cache: string;
  port: number;
  postgres: Pick<PostgresCluster, 'port'> & { password: string };
  tls: Certificate;
}): Promise<PgBouncer> {
  const { program, home, env, identity, dataRoot } = await findPgBouncer(options.cache);
  const folder = dataRoot(options.folder);
  mkdirSync(folder, { recursive: true });
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const file = (name: string, content: string) => writeSecretFile(folder, name, content, identity);
  const configuration = file(
    'pgbouncer.ini',
    [
      '[databases]',
      `* = host=127.0.0.1 port=${options.postgres.port} auth_user=${SUPERUSER}`,
      '[pgbouncer]',
      'pool_mode = transaction',
      'server_round_robin = 1',
      `default_pool_size = ${POOL_SIZE}`,
      `min_pool_size = 2`,
      'max_client_conn = 500',
      'listen_addr = 127.0.0.1',
      `listen_port = ${options.port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${file('users.txt', `"${SUPERUSER}" "${options.postgres.password}"\n`)}`,
      'auth_query = SELECT usename, passwd FROM pg_shadow WHERE usename = $1',
      'client_tls_sslmode = require',
      `client_tls_cert_file = ${file('server.crt', options.tls.cert)}`,
      `client_tls_key_file = ${file('server.key', options.tls.key)}`,
      'server_tls_sslmode = disable',
      // Databases are dropped under it.
      'server_idle_timeout = 5',
      'log_connections = 0',
      'log_disconnections = 0',
      '',
    ].join('\n'),
  );
  const child = trackChild(
    spawn(program, ['--quiet', configuration], {
      ...identity,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: home,
    }),
  );
  await waitUntilListening(child, options.port);
  return { port: options.port, folder, stop: () => terminate(child) };
}

/**
 * PgBouncer: `pgbouncer` from PATH; else Debian's package, fetched and unpacked into `cache`. No
 * root, and nothing is installed.
 */
async function findPgBouncer(cache: string): Promise<RunnableHome & { program: string }> {
  const programOnPath = findProgram('pgbouncer');
  const home = programOnPath ? '/usr' : path.join(cache, 'pgbouncer');
  if (!existsSync(home))
    await unpackPackages(home, 'PgBouncer', async (apt) => [
      'pgbouncer',
      ...(await listDependencies(apt, 'pgbouncer')).filter((name) => /^lib\w/.test(name)),
    ]);
  const program = programOnPath ?? path.join(home, 'usr/sbin/pgbouncer');
  const runnable = makeRunnable({ home, program, name: 'vektra-pgbouncer' }, (folder) =>
    programOnPath ? ({} as Record<string, string>) : { LD_LIBRARY_PATH: getLibraryPath(folder) },
  );
  return { ...runnable, program: path.join(runnable.home, path.relative(home, program)) };
}

/** It says nothing when it is ready: ask until it accepts, or has ended. */
async function waitUntilListening(child: ChildProcess, port: number): Promise<void> {
  const output: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    output.push(chunk.toString());
    if (output.length > 20) output.shift();
  });
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${output.join('').trim()}`);
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    } finally {
      socket.destroy();
    }
  }
}
