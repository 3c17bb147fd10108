import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import mysql from 'mysql2/promise';
import {
  type AddressGuard,
  type ConnectionHooks,
  type CustomerDatabase,
  type CustomerDatabaseLimits,
  createAddressGuard,
  createCustomerKnex,
} from '../../tenancy/customer-database/index.ts';
import { REQUIRED_PRIVILEGES_SQL } from '../../web/storage/connect/required-privileges.ts';
import { getMariadbServer } from './mariadb.ts';
import { getPgBouncerPort, getSharedCustomerPostgres, runAsSuperuser } from './postgres.ts';

/** A guild's own database on one of the run's servers, and its administrator. */
export interface TestCustomerDatabase {
  database: CustomerDatabase;
  /** Runs one statement with all rights. */
  runAsAdmin(sql: string): Promise<unknown>;
}

type Teardown = Pick<ExecutionContext, 'teardown'>;

const randomName = () => `o_${randomBytes(8).toString('hex')}`;

/** What test/run.ts gave the servers' certificates. */
export function getTestCa(): string {
  const { TEST_CA } = process.env;
  if (!TEST_CA) throw new Error('no test authority: run `npm test`');
  return TEST_CA;
}

/** The run's certificates are for `db.test` and 127.0.0.1; every name leads to this machine. */
export const createLocalGuard = (): AddressGuard =>
  createAddressGuard({
    internalHosts: [],
    allowedAddresses: ['127.0.0.0/8'],
    resolveHost: async () => ['127.0.0.1'],
  });

/** What an own database is called, when it matters; letters, digits and `_`. */
export interface DatabaseNames {
  user: string;
  password: string;
  database: string;
}

const randomNames = (): DatabaseNames => {
  const name = randomName();
  return { user: name, password: 'canary-password', database: name };
};

/** What the connect page tells admins to run, with these names. */
const setupStatements = (
  engine: keyof typeof REQUIRED_PRIVILEGES_SQL,
  { user, password, database }: DatabaseNames,
): string[] =>
  REQUIRED_PRIVILEGES_SQL[engine]
    .replaceAll('a long random one', password)
    .replaceAll(/(ROLE|OWNER) vektra/g, `$1 ${user}`)
    .replaceAll("'vektra'@", `'${user}'@`)
    .replaceAll(/(DATABASE|ON) vektra\b/g, `$1 ${database}`)
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);

/** A role without rights beyond its own database. */
export async function createCustomerPostgres(
  t: Teardown,
  names = randomNames(),
): Promise<TestCustomerDatabase> {
  const { user, password, database: name } = names;
  const run = (sql: string, database?: string) =>
    runAsSuperuser(sql, database, getSharedCustomerPostgres());
  for (const statement of setupStatements('postgres', names)) await run(statement);
  t.teardown(async () => {
    await run(`DROP DATABASE ${name} WITH (FORCE)`);
    await run(`DROP ROLE ${user}`);
  });
  return {
    database: {
      engine: 'postgres',
      host: 'db.test',
      port: getSharedCustomerPostgres().port,
      user,
      password,
      database: name,
      ca: getTestCa(),
      pinnedFingerprint: null,
    },
    runAsAdmin: (sql) => run(sql, name),
  };
}

/** The same, reached through a pooler in transaction mode. */
export async function createPooledPostgres(
  t: Teardown,
  names?: DatabaseNames,
): Promise<TestCustomerDatabase> {
  const { database, ...admin } = await createCustomerPostgres(t, names);
  return { ...admin, database: { ...database, port: getPgBouncerPort() } };
}

/** A user without rights beyond its own database. */
export async function createCustomerMariadb(
  t: Teardown,
  names = randomNames(),
): Promise<TestCustomerDatabase> {
  const { user, password, database } = names;
  const server = getMariadbServer();
  const runIn = async (sql: string, where: { database?: string }) => {
    const connection = await mysql.createConnection({ ...server, ...where });
    return connection.query(sql).finally(() => connection.end());
  };
  for (const statement of setupStatements('mysql', names)) await runIn(statement, {});
  const run = (sql: string) => runIn(sql, { database });
  t.teardown(() => run(`DROP DATABASE ${database}`));
  t.teardown(() => runIn(`DROP USER ${user}@'%'`, {}));
  return {
    database: {
      engine: 'mysql',
      host: 'db.test',
      port: server.port,
      user,
      password,
      database,
      ca: getTestCa(),
      pinnedFingerprint: null,
    },
    runAsAdmin: run,
  };
}

/** A pool that ends with the test. */
export function openCustomerDatabase(
  t: Teardown,
  database: CustomerDatabase,
  options: {
    limits?: Partial<CustomerDatabaseLimits>;
    hooks?: ConnectionHooks;
    guard?: AddressGuard;
  } = {},
): Knex {
  const { limits, hooks, guard = createLocalGuard() } = options;
  // Tests run side by side on few cores: how long a connection takes says nothing here.
  const relaxedLimits = { connectMs: 20_000, handshakeMs: 20_000, acquireMs: 30_000 };
  const knex = createCustomerKnex(database, guard, { ...relaxedLimits, ...limits }, hooks);
  t.teardown(() => knex.destroy());
  return knex;
}
