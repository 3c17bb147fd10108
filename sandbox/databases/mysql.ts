import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from './certificates.ts';
import { type MysqlServer, serve, settings, USER } from './mysql-server.ts';

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
  const data = path.join(options.folder, 'data');
  const first = path.join(options.folder, 'first.sql');
  const launch = (...args: string[]) =>
    spawn(options.program, ['--no-defaults', '--user=root', `--datadir=${data}`, ...args], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  if (!existsSync(path.join(data, 'mysql'))) {
    mkdirSync(options.folder, { recursive: true });
    const said: Buffer[] = [];
    const making = launch('--initialize-insecure');
    making.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const code = await new Promise((resolve) => making.once('exit', resolve));
    if (code !== 0) throw new Error(`MySQL could not be initialised: ${Buffer.concat(said)}`);
  }
  writeFileSync(
    first,
    `CREATE USER IF NOT EXISTS '${USER}'@'%' IDENTIFIED BY '${options.password}';
GRANT ALL PRIVILEGES ON *.* TO '${USER}'@'%' WITH GRANT OPTION;
`,
    { mode: 0o600 },
  );
  const child = launch('--mysqlx=OFF', `--init-file=${first}`, ...settings(options));
  return serve(child, options);
}
