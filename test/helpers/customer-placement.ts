import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Actor, Operations } from '../../domain/index.ts';
import type { ConnectionInput } from '../../domain/storage/types.ts';
import type { CustomerDatabase } from '../../tenancy/customer-database/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import type { TestApp } from './app.ts';
import {
  createCustomerMariadb,
  createCustomerPostgres,
  createPooledPostgres,
  type DatabaseNames,
  type TestCustomerDatabase,
} from './customer-databases.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { runAsSuperuser } from './postgres.ts';

export type CustomerEngine = 'postgres' | 'mariadb';

/** How a customer database is reached: as its engine, or a Postgres through a pooler. */
export type CustomerRoute = CustomerEngine | 'pgbouncer';

const CREATE_BY_ROUTE = {
  postgres: createCustomerPostgres,
  pgbouncer: createPooledPostgres,
  mariadb: createCustomerMariadb,
} as const;

/** A customer database behind a fault proxy. */
export interface ProxiedCustomerDatabase extends TestCustomerDatabase {
  proxy: FaultProxy;
  /** What its admin types in. */
  input: ConnectionInput;
}

export async function createProxiedCustomerDatabase(
  t: Pick<ExecutionContext, 'teardown'>,
  route: CustomerRoute,
  names?: DatabaseNames,
): Promise<ProxiedCustomerDatabase> {
  const customerDatabase = await CREATE_BY_ROUTE[route](t, names);
  const proxy = await startFaultProxy(`tcp://127.0.0.1:${customerDatabase.database.port}`);
  t.teardown(() => proxy.close());
  return {
    ...customerDatabase,
    proxy,
    input: toConnectionInput({ ...customerDatabase.database, port: proxy.port }),
  };
}

/** The fields of the connect form. The run's certificates are for 127.0.0.1 too. */
export const toConnectionInput = ({
  pinnedFingerprint,
  ...database
}: CustomerDatabase): ConnectionInput => ({
  ...database,
  host: '127.0.0.1',
  port: String(database.port),
  ca: database.ca ?? '',
  ...(pinnedFingerprint ? { pinnedFingerprint } : {}),
});

/** Who moves a label, by what. */
interface MovingContext {
  operations: Operations;
  tenancy: Tenancy;
  admin: Actor;
}

/**
 * Moves a label into a database of its own, as its admin does, behind a fault proxy.
 * @param options.hasWorker a worker is running, which moves it; else it is moved here
 */
export async function connectCustomerDatabase(
  t: Pick<ExecutionContext, 'teardown'>,
  context: MovingContext,
  route: CustomerRoute,
  { hasWorker = false } = {},
): Promise<ProxiedCustomerDatabase> {
  const customerDatabase = await createProxiedCustomerDatabase(t, route);
  await moveIntoDatabase(context, customerDatabase.input, hasWorker);
  return customerDatabase;
}

/** The same for a database that does not fail. */
export async function connectReliableDatabase(
  t: Pick<ExecutionContext, 'teardown'>,
  context: MovingContext,
  route: CustomerRoute,
): Promise<void> {
  const { database } = await CREATE_BY_ROUTE[route](t);
  await moveIntoDatabase(context, toConnectionInput(database), false);
}

async function moveIntoDatabase(
  { operations, tenancy, admin }: MovingContext,
  input: ConnectionInput,
  hasWorker: boolean,
): Promise<void> {
  await operations.storage.startSetup(admin, {});
  const outcome = await operations.storage.testConnection(admin, input);
  if (!outcome.passed) throw new Error(`own database: ${JSON.stringify(outcome)}`);
  const moveFinished = hasWorker ? waitForMove(tenancy, admin.guildId) : null;
  await operations.storage.connect(admin, { requestId: `test:${randomUUID()}` });
  await (moveFinished ?? runMove(tenancy, admin.guildId));
}

/**
 * Resolves when a worker has switched the guild's placement; to be called before the move starts.
 */
export function waitForMove(tenancy: Tenancy, guildId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = tenancy.onChange(async (change) => {
      if (change.guildId !== guildId || change.kind !== 'move') return;
      const move = await tenancy.moves.latest(guildId);
      if (move?.step !== 'observe') return;
      stop();
      resolve();
    });
  });
}

/** Makes the outage of a guild's database one of some minutes: its people are told of those. */
export async function backdateOutage({ variables }: TestApp, guildId: string): Promise<void> {
  const control = new URL(variables.CONTROL_DATABASE_URL ?? '').pathname.slice(1);
  await runAsSuperuser(
    `UPDATE own_outages SET since = since - 200000 WHERE guild_id = ${guildId}`,
    control,
  );
}

/** Runs the guild's move as a worker does, up to where nobody waits for it. */
export async function runMove(tenancy: Tenancy, guildId: string): Promise<void> {
  const move = await tenancy.moves.latest(guildId);
  if (!move) throw new Error('no move');
  const done = await tenancy.moves.run(move.id, new AbortController().signal);
  if (done.state !== 'done' && done.step !== 'observe')
    throw new Error(`the move did not end: ${JSON.stringify(done)}`);
}
