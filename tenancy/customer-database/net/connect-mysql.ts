import mysql from 'mysql2';
import type { CustomerDatabaseLimits } from '../limits.ts';
import type { CustomerDatabase } from '../types.ts';
import { castMysqlValue } from './cast-mysql-value.ts';
import type { GuardedSocket } from './guarded-socket.ts';
import { MysqlGuard } from './mysql-guard.ts';
import { establishTls } from './tls.ts';
import {
  type ConnectionEvents,
  type Driver,
  type EstablishedConnection,
  watchStatements,
} from './watch-statements.ts';

/** mysql2's connection, as far as its published types stop short of it. */
interface MysqlInternals {
  stream: NodeJS.EventEmitter;
  packetParser: { execute(data: Buffer): void };
  startTLS(secured: (error?: Error) => void): void;
  _handleNetworkError(error: Error): void;
}

type MysqlConnection = mysql.Connection & MysqlInternals & Driver;

const toSeconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/**
 * The defaults of a server are its owner's; ours are what the schema was built and tested with.
 * Without NO_BACKSLASH_ESCAPES, because the driver escapes with backslashes.
 */
const sessionSql = ({ statementMs, lockMs }: CustomerDatabaseLimits, isMariadb: boolean) => [
  'SET NAMES utf8mb4 COLLATE utf8mb4_bin',
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION autocommit = 1, time_zone = '+00:00',
     sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
     innodb_lock_wait_timeout = ${toSeconds(lockMs)}, lock_wait_timeout = ${toSeconds(lockMs)}`,
  isMariadb
    ? `SET SESSION max_statement_time = ${toSeconds(statementMs)}`
    : `SET SESSION max_execution_time = ${statementMs}`,
];

/** @throws what the driver, TLS or the line says */
export async function connectMysql(
  database: CustomerDatabase,
  guardedSocket: GuardedSocket,
  limits: CustomerDatabaseLimits,
  events: ConnectionEvents,
): Promise<EstablishedConnection> {
  guardedSocket.step = 'tls';
  const guard = new MysqlGuard(limits);
  guardedSocket.guard = guard;
  const { host, port, user, password, database: name, ca } = database;
  const connection = mysql.createConnection({
    host,
    port,
    user,
    password,
    database: name,
    stream: guardedSocket.socket,
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
    typeCast: castMysqlValue,
  } as mysql.ConnectionOptions) as MysqlConnection;
  connection.on('error', (error) => {
    connection.__knex__disposed = error;
  });
  // Else mysql2 writes a line to the console for each packet that a server numbers wrongly.
  (connection as NodeJS.EventEmitter).on('warn', () => {
    throw guardedSocket.fail('PROTOCOL');
  });
  const onEncrypted = () => {
    guard.markEncrypted();
    events.onEncrypted();
  };
  connection.startTLS = (onSecured) => {
    startTls(connection, guardedSocket, database, onEncrypted)
      .then(() => onSecured(), onSecured)
      .catch(() => guardedSocket.fail('PROTOCOL'));
  };
  const handshake = await logIn(connection);
  const isMariadb = /mariadb/i.test((handshake.serverVersion ?? '').slice(0, 256));
  let latencyMs = 0;
  for (const sql of sessionSql(limits, isMariadb)) {
    const startedAt = performance.now();
    guard.startStatement({ stream: false });
    await runQuery(connection, sql);
    latencyMs = performance.now() - startedAt;
  }
  watchStatements(connection, guardedSocket, events.onBroken, () =>
    guardedSocket.finishStatement(),
  );
  return { driver: connection, latencyMs };
}

/**
 * In place of mysql2's own, which cannot verify a host that is an address, and reads the stream
 * unguarded.
 * @throws Error that mysql2 may write on: it is not the socket's verdict
 */
async function startTls(
  connection: MysqlConnection,
  guardedSocket: GuardedSocket,
  database: CustomerDatabase,
  onEncrypted: () => void,
): Promise<void> {
  guardedSocket.socket.removeAllListeners('data');
  const stream = await establishTls(guardedSocket, database).catch((error) => {
    throw guardedSocket.failure ? new Error('ended') : error;
  });
  connection.stream = stream;
  onEncrypted();
  stream.on('error', (error) => connection._handleNetworkError(error));
  stream.on('data', (data) => connection.packetParser.execute(data));
}

function logIn(connection: MysqlConnection): Promise<{ serverVersion?: string }> {
  return new Promise((resolve, reject) =>
    connection.connect((error, handshake?: unknown) =>
      error ? reject(error) : resolve((handshake ?? {}) as { serverVersion?: string }),
    ),
  );
}

function runQuery(connection: MysqlConnection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) =>
    connection.query(sql, (error: unknown, rows: unknown) =>
      error ? reject(error) : resolve(rows),
    ),
  );
}
