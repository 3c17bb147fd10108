import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from './certificates.ts';
import {
  ADMIN_USER,
  createServerArguments,
  type MysqlServer,
  waitUntilServing,
} from './mysql-server.ts';

/**
 * Starts this machine's MySQL on loopback, its data in `folder` (made when absent).
 * @param options.program its `mysqld`
 * @param options.tls offers TLS; clients may do without
 */
export async function startMysql(options: {
  program: string;
  folder: string;
  port: number;
  password: string;
  tls?: Certificate;
}): Promise<MysqlServer> {
  const dataFolder = path.join(options.folder, 'data');
  const initFile = path.join(options.folder, 'first.sql');
  const launch = (...args: string[]) =>
    spawn(options.program, ['--no-defaults', '--user=root', `--datadir=${dataFolder}`, ...args], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  if (!existsSync(path.join(dataFolder, 'mysql'))) {
    mkdirSync(options.folder, { recursive: true });
    const stderrChunks: Buffer[] = [];
    const initProcess = launch('--initialize-insecure');
    initProcess.stderr.on('data', (chunk: Buffer) => stderrChunks.push(chunk));
    const code = await new Promise((resolve) => initProcess.once('exit', resolve));
    if (code !== 0)
      throw new Error(`MySQL could not be initialised: ${Buffer.concat(stderrChunks)}`);
  }
  writeFileSync(
    initFile,
    `CREATE USER IF NOT EXISTS '${ADMIN_USER}'@'%' IDENTIFIED BY '${options.password}';
GRANT ALL PRIVILEGES ON *.* TO '${ADMIN_USER}'@'%' WITH GRANT OPTION;
`,
    { mode: 0o600 },
  );
  const child = launch(
    '--mysqlx=OFF',
    `--init-file=${initFile}`,
    ...createServerArguments(options),
  );
  return waitUntilServing(child, options);
}
