import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { terminate } from '../machine/terminate.ts';
import type { Certificate } from './certificates.ts';

/** A MariaDB or MySQL on loopback. */
export interface MysqlServer {
  port: number;
  stop(): Promise<void>;
}

/** The account that has all rights. */
export const ADMIN_USER = 'vektra';

/** What both engines are started with, beside where their files are. */
export function createServerArguments({
  port,
  folder,
  tls,
}: {
  port: number;
  folder: string;
  tls?: Certificate;
}): string[] {
  return [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${path.join(folder, 's')}`,
    '--character-set-server=utf8mb4',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-log-bin',
    '--skip-name-resolve',
    ...(tls ? tlsArguments(folder, tls) : []),
  ];
}

function tlsArguments(folder: string, { cert, key }: Certificate): string[] {
  const file = (name: string, content: string) => {
    const filePath = path.join(folder, name);
    writeFileSync(filePath, content, { mode: 0o600 });
    return filePath;
  };
  return [`--ssl-cert=${file('server.crt', cert)}`, `--ssl-key=${file('server.key', key)}`];
}

/** Waits until a server that was begun lets people in. */
export async function waitUntilServing(
  child: ChildProcess,
  { port, password }: { port: number; password: string },
): Promise<MysqlServer> {
  await waitUntilReady(child, { host: '127.0.0.1', port, user: ADMIN_USER, password });
  return { port, stop: () => terminate(child) };
}

async function waitUntilReady(
  child: ChildProcess,
  login: { host: string; port: number; user: string; password: string },
): Promise<void> {
  const stderrLines: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    stderrLines.push(chunk.toString());
    if (stderrLines.length > 20) stderrLines.shift();
  });
  const deadline = Date.now() + 30_000;
  while (true) {
    if (child.exitCode !== null)
      throw new Error(`The server ended: ${stderrLines.join('').trim()}`);
    try {
      await (await mysql.createConnection(login)).end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
