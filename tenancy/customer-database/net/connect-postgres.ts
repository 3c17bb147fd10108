import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabaseLimits } from '../limits.ts';
import type { CustomerDatabase } from '../types.ts';
import type { GuardedSocket } from './guarded-socket.ts';
import { PostgresGuard } from './postgres-guard.ts';
import { establishTls } from './tls.ts';
import { setUpTransactions } from './transaction-settings.ts';
import {
  type ConnectionEvents,
  type Driver,
  type EstablishedConnection,
  watchStatements,
} from './watch-statements.ts';

/** Length 8 and the code 1234.5679: asks whether the server speaks TLS. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const TLS_ACCEPTED = 'S';

const keepText = (text: string) => text;
/** By the numbers of their types; a server may name any type, and what ours are not stays text. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'],
  ...[21, 23, 26, 700, 701].map((type) => [type, Number] as const),
]);

/** pg's client, as far as its published types stop short of it. */
interface PostgresInternals {
  getStartupConf(): Record<string, string>;
  connection: NodeJS.EventEmitter;
}

type PostgresClient = pg.Client & Driver & PostgresInternals;

/**
 * Encrypts the line and logs in. TLS is ours and not pg's, so that the driver's reading can be
 * guarded; pg therefore finds a stream that is connected and, as it thinks, plain.
 * @throws what the driver, TLS or the line says
 */
export async function connectPostgres(
  database: CustomerDatabase,
  guardedSocket: GuardedSocket,
  limits: CustomerDatabaseLimits,
  events: ConnectionEvents,
): Promise<EstablishedConnection> {
  const stream = await negotiateTls(database, guardedSocket);
  const guard = new PostgresGuard(limits);
  guardedSocket.guard = guard;
  events.onEncrypted();
  const { user, password, database: name } = database;
  const client = new pg.Client({
    host: 'own-database.invalid',
    user,
    database: name,
    password: () => requirePassword(password),
    ssl: false,
    sslnegotiation: 'postgres',
    types: { getTypeParser: (type: number) => PARSERS.get(type) ?? keepText },
    stream: () => asConnected(stream),
    pipeline: true,
    scramMaxIterations: limits.maxScramIterations,
  } as pg.ClientConfig) as PostgresClient;
  client.getStartupConf = () => ({ user, database: name, application_name: 'vektra' });
  client.on('error', (error) => {
    client.__knex__disposed = error;
  });
  client.on('end', () => {
    client.__knex__disposed ??= 'ended';
  });
  await client.connect();
  guard.startStatement({ stream: false });
  const startedAt = performance.now();
  await client.query('SELECT 1');
  const latencyMs = performance.now() - startedAt;
  watchStatements(client, guardedSocket, events.onBroken);
  setUpTransactions(client, limits);
  trackResponses(client, guardedSocket);
  return { driver: client, latencyMs };
}

async function negotiateTls(
  database: CustomerDatabase,
  guardedSocket: GuardedSocket,
): Promise<TLSSocket> {
  guardedSocket.step = 'tls';
  guardedSocket.socket.write(SSL_REQUEST);
  const closed = new AbortController();
  guardedSocket.socket.once('close', () => closed.abort());
  const [answer] = await once(guardedSocket.socket, 'data', { signal: closed.signal });
  if (String(answer) !== TLS_ACCEPTED) throw guardedSocket.fail('TLS');
  return establishTls(guardedSocket, database);
}

/** For an empty one pg would look in the environment and in ~/.pgpass; this is asked instead. */
function requirePassword(password: string): string {
  if (password === '') throw new CustomerDatabaseError('AUTH', { step: 'login' });
  return password;
}

/** pg connects what it is given; this one only says that it is. */
function asConnected(stream: TLSSocket): TLSSocket {
  stream.connect = () => {
    process.nextTick(() => stream.emit('connect'));
    return stream;
  };
  return stream;
}

/** A statement's answer ends when the server is ready for the next one, be it a query or a COPY. */
function trackResponses({ connection }: PostgresClient, guardedSocket: GuardedSocket): void {
  connection.on('readyForQuery', () => guardedSocket.finishStatement());
  connection.on('copyData', () => guardedSocket.resetResponse());
  connection.on('portalSuspended', () => guardedSocket.resetResponse());
}
