import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import mysql from 'mysql2/promise';
import {
  type AddressGuard,
  createAddressGuard,
  type OwnDatabase,
  type OwnHooks,
  type OwnLimits,
  openOwn,
} from '../../tenancy/own/index.ts';
import { STATEMENTS } from '../../web/connect/needed-rights.ts';
import { mariadbServer } from './mariadb.ts';
import { asSuperuser, sharedOwnPostgres } from './postgres.ts';

/** A guild's own database on one of the run's servers, and its administrator. */
export interface TestOwn {
  database: OwnDatabase;
  /** Runs one statement with all rights. */
  admin(sql: string): Promise<unknown>;
}

type Teardown = Pick<ExecutionContext, 'teardown'>;

const fresh = () => `o_${randomBytes(8).toString('hex')}`;

/** What test/run.ts gave the servers' certificates. */
export function testCa(): string {
  const { TEST_CA } = process.env;
  if (!TEST_CA) throw new Error('no test authority: run `npm test`');
  return TEST_CA;
}

/** The run's certificates are for `db.test` and 127.0.0.1; every name leads to this machine. */
export const localGuard = (): AddressGuard =>
  createAddressGuard({
    ours: [],
    allow: ['127.0.0.0/8'],
    resolve: async () => ['127.0.0.1'],
  });

/** What an own database is called, when it matters; letters, digits and `_`. */
export interface OwnNames {
  user: string;
  password: string;
  database: string;
}

const anyNames = (): OwnNames => {
  const name = fresh();
  return { user: name, password: 'canary-password', database: name };
};

/** What the connect page tells admins to run, with these names. */
const asTheConnectPageSays = (
  engine: keyof typeof STATEMENTS,
  { user, password, database }: OwnNames,
): string[] =>
  STATEMENTS[engine]
    .replaceAll('a long random one', password)
    .replaceAll(/(ROLE|OWNER) vektra/g, `$1 ${user}`)
    .replaceAll("'vektra'@", `'${user}'@`)
    .replaceAll(/(DATABASE|ON) vektra\b/g, `$1 ${database}`)
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);

/** A role without rights beyond its own database. */
export async function ownPostgres(t: Teardown, names = anyNames()): Promise<TestOwn> {
  const { user, password, database: name } = names;
  const run = (sql: string, database?: string) => asSuperuser(sql, database, sharedOwnPostgres());
  for (const statement of asTheConnectPageSays('postgres', names)) await run(statement);
  t.teardown(async () => {
    await run(`DROP DATABASE ${name} WITH (FORCE)`);
    await run(`DROP ROLE ${user}`);
  });
  return {
    database: {
      engine: 'postgres',
      host: 'db.test',
      port: sharedOwnPostgres().port,
      user,
      password,
      database: name,
      ca: testCa(),
    },
    admin: (sql) => run(sql, name),
  };
}

/** A user without rights beyond its own database. */
export async function ownMariadb(t: Teardown, names = anyNames()): Promise<TestOwn> {
  const { user, password, database } = names;
  const server = mariadbServer();
  const runIn = async (sql: string, where: { database?: string }) => {
    const connection = await mysql.createConnection({ ...server, ...where });
    return connection.query(sql).finally(() => connection.end());
  };
  for (const statement of asTheConnectPageSays('mysql', names)) await runIn(statement, {});
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
      ca: testCa(),
    },
    admin: run,
  };
}

/** A pool that ends with the test. */
export function openTestOwn(
  t: Teardown,
  database: OwnDatabase,
  options: { limits?: Partial<OwnLimits>; hooks?: OwnHooks; guard?: AddressGuard } = {},
): Knex {
  const { limits, hooks, guard = localGuard() } = options;
  // Tests run side by side on few cores: how long a connection takes says nothing here.
  const patient = { connectMs: 20_000, handshakeMs: 20_000, acquireMs: 30_000 };
  const knex = openOwn(database, guard, { ...patient, ...limits }, hooks);
  t.teardown(() => knex.destroy());
  return knex;
}
