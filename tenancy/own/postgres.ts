import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { OwnDatabaseError } from './errors.ts';
import type { OwnLimits } from './limits.ts';
import type { Line } from './line.ts';
import { PostgresGuard } from './postgres-guard.ts';
import {
  type Connected,
  type ConnectionEvents,
  type Driver,
  watchStatements,
} from './statements.ts';
import { encrypt } from './tls.ts';
import type { OwnDatabase } from './types.ts';

/** Length 8 and the code 1234.5679: asks whether the server speaks TLS. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const YES = 'S';

const asItIs = (text: string) => text;
/** By the numbers of their types; a server may name any type, and what ours are not stays text. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'],
  ...[21, 23, 26, 700, 701].map((type) => [type, Number] as const),
]);

/** pg's client, as far as its published types stop short of it. */
interface Internals {
  getStartupConf(): Record<string, string>;
  connection: NodeJS.EventEmitter;
}

type Client = pg.Client & Driver & Internals;

/**
 * Sent as one statement after the log-in, not as start-up parameters: poolers refuse those. A role or
 * a database can have other defaults for all of them.
 */
const sessionSql = ({ statementMs, lockMs }: OwnLimits) =>
  [
    `SET search_path = vektra`,
    `SET TimeZone = 'UTC'`,
    `SET statement_timeout = ${statementMs}`,
    `SET lock_timeout = ${lockMs}`,
    `SET idle_in_transaction_session_timeout = ${statementMs * 2}`,
    `SET default_transaction_isolation = 'read committed'`,
    `SET standard_conforming_strings = on`,
  ].join('; ');

/**
 * Encrypts the line and logs in. TLS is ours and not pg's, so that the driver's reading can be
 * guarded; pg therefore finds a stream that is connected and, as it thinks, plain.
 * @throws what the driver, TLS or the line says
 */
export async function connectPostgres(
  database: OwnDatabase,
  line: Line,
  limits: OwnLimits,
  on: ConnectionEvents,
): Promise<Connected> {
  const stream = await negotiate(database, line);
  const guard = new PostgresGuard(limits);
  line.guard = guard;
  on.encrypted();
  const { user, password, database: name } = database;
  const client = new pg.Client({
    host: 'own-database.invalid',
    user,
    database: name,
    password: () => asked(password),
    ssl: false,
    sslnegotiation: 'postgres',
    types: { getTypeParser: (type: number) => PARSERS.get(type) ?? asItIs },
    stream: () => connectedAlready(stream),
    pipeline: limits.pipeline,
    scramMaxIterations: limits.scramIterations,
  } as pg.ClientConfig) as Client;
  client.getStartupConf = () => ({ user, database: name, application_name: 'vektra' });
  client.on('error', (error) => {
    client.__knex__disposed = error;
  });
  client.on('end', () => {
    client.__knex__disposed ??= 'ended';
  });
  await client.connect();
  guard.began({ stream: false });
  const askedAt = performance.now();
  await client.query(sessionSql(limits));
  const latencyMs = performance.now() - askedAt;
  watchStatements(client, line, on.broke);
  countAnswers(client, line);
  return { driver: client, latencyMs };
}

async function negotiate(database: OwnDatabase, line: Line): Promise<TLSSocket> {
  line.step = 'tls';
  line.socket.write(SSL_REQUEST);
  const closed = new AbortController();
  line.socket.once('close', () => closed.abort());
  const [answer] = await once(line.socket, 'data', { signal: closed.signal });
  if (String(answer) !== YES) throw line.fail('TLS');
  const stream = encrypt(line, database);
  await once(stream, 'secureConnect', { signal: closed.signal });
  return stream;
}

/** For an empty one pg would look in the environment and in ~/.pgpass; this is asked instead. */
function asked(password: string): string {
  if (password === '') throw new OwnDatabaseError('AUTH', { step: 'login' });
  return password;
}

/** pg connects what it is given; this one only says that it is. */
function connectedAlready(stream: TLSSocket): TLSSocket {
  stream.connect = () => {
    process.nextTick(() => stream.emit('connect'));
    return stream;
  };
  return stream;
}

/** A statement's answer ends when the server is ready for the next one, be it a query or a COPY. */
function countAnswers({ connection }: Client, line: Line): void {
  connection.on('readyForQuery', () => line.ended());
  connection.on('copyData', () => line.progress());
  connection.on('portalSuspended', () => line.progress());
}
