import mysql from 'mysql2';
import type { OwnLimits } from './limits.ts';
import type { Line } from './line.ts';
import { MysqlGuard } from './mysql-guard.ts';
import { cast } from './mysql-values.ts';
import {
  type Connected,
  type ConnectionEvents,
  type Driver,
  watchStatements,
} from './statements.ts';
import { encrypt } from './tls.ts';
import type { OwnDatabase } from './types.ts';

/** mysql2's connection, as far as its published types stop short of it. */
interface Internals {
  stream: NodeJS.EventEmitter;
  packetParser: { execute(data: Buffer): void };
  startTLS(secured: (error?: Error) => void): void;
  _handleNetworkError(error: Error): void;
}

type Connection = mysql.Connection & Internals & Driver;

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/**
 * The defaults of a server are its owner's; ours are what the schema was built and tested with.
 * Without NO_BACKSLASH_ESCAPES, because the driver escapes with backslashes.
 */
const sessionSql = ({ statementMs, lockMs }: OwnLimits, mariadb: boolean) => [
  'SET NAMES utf8mb4 COLLATE utf8mb4_bin',
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION autocommit = 1, time_zone = '+00:00',
     sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
     innodb_lock_wait_timeout = ${seconds(lockMs)}, lock_wait_timeout = ${seconds(lockMs)}`,
  mariadb
    ? `SET SESSION max_statement_time = ${seconds(statementMs)}`
    : `SET SESSION max_execution_time = ${statementMs}`,
];

/** @throws what the driver, TLS or the line says */
export async function connectMysql(
  database: OwnDatabase,
  line: Line,
  limits: OwnLimits,
  on: ConnectionEvents,
): Promise<Connected> {
  line.step = 'tls';
  const guard = new MysqlGuard(limits);
  line.guard = guard;
  const { host, port, user, password, database: name, ca } = database;
  const connection = mysql.createConnection({
    host,
    port,
    user,
    password,
    database: name,
    stream: line.socket,
    // The greeting must offer TLS, and passwords may only be sent through it.
    ssl: { rejectUnauthorized: true, verifyIdentity: true, ...(ca === null ? {} : { ca }) },
    connectTimeout: 0,
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    multipleStatements: false,
    enableCleartextPlugin: false,
    flags: ['-LOCAL_FILES'],
    // Column names come from the server: no code is made of them.
    disableEval: true,
    dateStrings: true,
    jsonStrings: true,
    typeCast: cast,
  } as mysql.ConnectionOptions) as Connection;
  connection.on('error', (error) => {
    connection.__knex__disposed = error;
  });
  // Else mysql2 writes a line to the console for each packet that a server numbers wrongly.
  (connection as NodeJS.EventEmitter).on('warn', () => {
    throw line.fail('PROTOCOL');
  });
  const encrypted = () => {
    guard.encrypted();
    on.encrypted();
  };
  connection.startTLS = (secured) => startTls(connection, line, database, encrypted, secured);
  const greeting = await loggedIn(connection);
  const mariadb = /mariadb/i.test((greeting.serverVersion ?? '').slice(0, 256));
  let latencyMs = 0;
  for (const sql of sessionSql(limits, mariadb)) {
    const askedAt = performance.now();
    guard.began({ stream: false });
    await run(connection, sql);
    latencyMs = performance.now() - askedAt;
  }
  watchStatements(connection, line, on.broke, () => line.ended());
  return { driver: connection, latencyMs };
}

/**
 * In place of mysql2's own, which cannot verify a host that is an address, and reads the stream
 * unguarded.
 */
function startTls(
  connection: Connection,
  line: Line,
  database: OwnDatabase,
  encrypted: () => void,
  secured: (error?: Error) => void,
): void {
  line.socket.removeAllListeners('data');
  const stream = encrypt(line, database);
  connection.stream = stream;
  stream.once('error', secured);
  stream.once('secureConnect', () => {
    stream.off('error', secured);
    stream.on('error', (error) => connection._handleNetworkError(error));
    stream.on('data', (data) => connection.packetParser.execute(data));
    encrypted();
    secured();
  });
}

function loggedIn(connection: Connection): Promise<{ serverVersion?: string }> {
  return new Promise((resolve, reject) =>
    connection.connect((error, greeting?: unknown) =>
      error ? reject(error) : resolve((greeting ?? {}) as { serverVersion?: string }),
    ),
  );
}

function run(connection: Connection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) =>
    connection.query(sql, (error: unknown, rows: unknown) =>
      error ? reject(error) : resolve(rows),
    ),
  );
}
