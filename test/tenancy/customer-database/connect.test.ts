import { createHook } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import {
  type CustomerDatabase,
  CustomerDatabaseError,
  CustomerStatementError,
  createAddressGuard,
  createCustomerKnex,
  parseCustomerDatabaseUrl,
  toCustomerDatabaseCode,
} from '../../../tenancy/customer-database/index.ts';
import {
  createCustomerMariadb,
  createCustomerPostgres,
  createLocalGuard,
  openCustomerDatabase,
  type TestCustomerDatabase,
} from '../../helpers/customer-databases.ts';
import { getTestCertificate, startRogueServer } from '../../helpers/rogue-server.ts';
import { REFUSED_ADDRESSES, REFUSED_TEXTS } from './refused-inputs.ts';

/** TCP connections that this process has begun. */
let connectionCount = 0;
createHook({
  init: (_id, type) => {
    if (type === 'TCPCONNECTWRAP') connectionCount += 1;
  },
}).enable();

const ENGINES: [
  CustomerDatabase['engine'],
  (t: ExecutionContext) => Promise<TestCustomerDatabase>,
][] = [
  ['postgres', createCustomerPostgres],
  ['mysql', createCustomerMariadb],
];

/** How opening a connection fails, and what of the database stands in the error. */
async function connectFailure(
  t: ExecutionContext,
  database: CustomerDatabase,
  guard = createLocalGuard(),
) {
  const knex = openCustomerDatabase(t, database, { guard });
  const error = await t.throwsAsync<CustomerDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: CustomerDatabaseError,
  });
  assertNoSecrets(t, error, database);
  return `${error.code} ${error.step}`;
}

function assertNoSecrets(t: ExecutionContext, error: Error, database: CustomerDatabase): void {
  const printed = `${error.message} ${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: 9, showHidden: true })}`;
  for (const secret of [database.password, database.user, database.host, String(database.port)])
    if (secret) t.false(printed.includes(secret), 'echoed');
}

test.serial('whatever is refused is refused without a connection', async (t) => {
  const before = connectionCount;
  const guard = createAddressGuard({
    internalHosts: [],
    resolveHost: async (host) => [host === 'localhost' ? '127.0.0.1' : '10.0.0.1'],
  });
  const addresses = [...REFUSED_ADDRESSES, 'localhost', 'db.internal'].map(
    (host) => `postgres://u:canary@${host.includes(':') ? `[${host}]` : host}:5999/d`,
  );
  for (const text of [...REFUSED_TEXTS.map(([refused]) => refused), ...addresses])
    await t.throwsAsync(
      async () => {
        const knex = createCustomerKnex(
          { ...parseCustomerDatabaseUrl(text).database, ca: null, pinnedFingerprint: null },
          guard,
        );
        await knex.raw('SELECT 1').finally(() => knex.destroy());
      },
      { instanceOf: CustomerDatabaseError },
      text,
    );
  t.is(connectionCount, before);
});

test.serial('a name that changes its address after the check is not followed', async (t) => {
  const rogue = await startRogueServer(t, (socket) => socket.destroy());
  const resolvedHosts: string[] = [];
  const resolutions = [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', '10.0.0.1']];
  const guard = createAddressGuard({
    internalHosts: [],
    allowedAddresses: [`127.0.0.1:${rogue.port}`],
    resolveHost: async (host) => {
      resolvedHosts.push(host);
      return resolutions.shift() ?? [];
    },
  });
  const { database } = await createCustomerPostgres(t);
  const rebound = { ...database, host: 'rebinding.example', port: rogue.port };
  const before = connectionCount;
  t.is(await connectFailure(t, rebound, guard), 'PROTOCOL tls');
  t.is(connectionCount, before + 1);
  // Each new connection asks anew, and the system's resolver is never asked.
  t.is(await connectFailure(t, rebound, guard), 'ADDRESS address');
  t.is(await connectFailure(t, rebound, guard), 'ADDRESS address');
  t.is(await connectFailure(t, rebound, guard), 'HOST address');
  t.is(connectionCount, before + 1);
  t.is(rogue.connectionCount(), 1);
  t.deepEqual(resolvedHosts, Array(4).fill('rebinding.example'));
});

test.serial('nobody listens: refused', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  const { database } = await createCustomerPostgres(t);
  t.is(await connectFailure(t, { ...database, port }), 'REFUSED address');
  t.is(await connectFailure(t, { ...database, engine: 'mysql', port }), 'REFUSED address');
});

/** MySQL lets a SLEEP whose time is over end well. */
const ENDLESS = `SELECT COUNT(*) FROM information_schema.collations a, information_schema.collations b,
  information_schema.collations c, information_schema.collations d`;

for (const [engine, createCustomerDatabase] of ENGINES) {
  test(`${engine}: works by name and by address, over TLS`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    for (const host of ['db.test', '127.0.0.1']) {
      const knex = openCustomerDatabase(t, { ...database, host });
      const [row] = await knex.select({ n: knex.raw('9007199254740993'), text: knex.raw("'é🎛️'") });
      t.deepEqual({ ...row, n: String(row.n) }, { n: '9007199254740993', text: 'é🎛️' });
    }
  });

  test(`${engine}: the certificate must prove the host`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const { ca } = await getTestCertificate();
    for (const [change, code] of [
      [{ host: 'other.test' }, 'CERTIFICATE_NAME'],
      [{ ca: null }, 'CERTIFICATE_UNTRUSTED'],
      [{ ca }, 'CERTIFICATE_UNTRUSTED'],
    ] as const)
      t.is(await connectFailure(t, { ...database, ...change }), `${code} tls`);
  });

  test(`${engine}: wrong credentials and databases have their codes`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    t.is(await connectFailure(t, { ...database, password: 'canary-wrong' }), 'AUTH login');
    t.is(await connectFailure(t, { ...database, password: '' }), 'AUTH login');
    t.is(await connectFailure(t, { ...database, user: 'canary-nobody' }), 'AUTH login');
    t.is(await connectFailure(t, { ...database, database: 'canary_nothing' }), 'DATABASE login');
  });

  test(`${engine}: a refused statement keeps its code and loses its text`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const knex = openCustomerDatabase(t, database);
    const error = await t.throwsAsync<CustomerStatementError>(
      knex.raw('SELECT canary_column FROM canary_table WHERE x = ?', ['canary-value']),
      { instanceOf: CustomerStatementError },
    );
    assertNoSecrets(t, error, database);
    t.false(inspect(error).includes('canary'));
    t.is(error.code, engine === 'postgres' ? '42P01' : 'ER_NO_SUCH_TABLE');
    t.is(Number((await knex.select(knex.raw('1 AS a')))[0].a), 1);
  });

  test(`${engine}: an answer beyond the limit ends the connection, not the process`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const knex = openCustomerDatabase(t, database, { limits: { maxResponseBytes: 1_000_000 } });
    const [small] = await knex.select({ x: knex.raw("REPEAT('x', 900000)") });
    t.is(small.x.length, 900_000);
    const error = await t.throwsAsync<CustomerDatabaseError>(
      knex.select({ x: knex.raw("REPEAT('x', 2000000)") }),
      { instanceOf: CustomerDatabaseError },
    );
    t.is(error.code, 'PROTOCOL');
    t.is(Number((await knex.select(knex.raw('1 AS a')))[0].a), 1);
  });

  test(`${engine}: a connection that is ended in a transaction is told as such, and gone`, async (t) => {
    const { database, runAsAdmin } = await createCustomerDatabase(t);
    const slotReleased = Promise.withResolvers<void>();
    const failures: string[] = [];
    const knex = openCustomerDatabase(t, database, {
      hooks: {
        acquireSocket: async () => slotReleased.resolve,
        onFailed: ({ code }) => failures.push(code),
      },
    });
    const error = await t.throwsAsync<CustomerDatabaseError>(
      knex.transaction(async (trx) => {
        const id = engine === 'postgres' ? 'pg_backend_pid()' : 'CONNECTION_ID()';
        const [row] = await trx.select({ id: trx.raw(id) });
        await runAsAdmin(
          engine === 'postgres' ? `SELECT pg_terminate_backend(${row.id})` : `KILL ${row.id}`,
        );
        await slotReleased.promise;
        await trx.raw('SELECT 1');
      }),
      { instanceOf: CustomerDatabaseError },
    );
    t.is(error.code, 'PROTOCOL');
    t.deepEqual(failures, ['PROTOCOL']);
    t.is(Number((await knex.select(knex.raw('1 AS a')))[0].a), 1);
  });

  test(`${engine}: a statement has its time`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const knex = openCustomerDatabase(t, database, { limits: { statementMs: 1_000 } });
    const error = await t.throwsAsync(
      knex.raw(engine === 'postgres' ? 'SELECT pg_sleep(60)' : ENDLESS),
      { instanceOf: CustomerStatementError },
    );
    t.is(toCustomerDatabaseCode(error), 'TIMEOUT');
  });

  test(`${engine}: every connection is closed when the pool is`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    let open = 0;
    const acquireSocket = async () => {
      open += 1;
      return () => {
        open -= 1;
      };
    };
    const knex = openCustomerDatabase(t, database, { hooks: { acquireSocket } });
    await Promise.all([1, 2, 3, 4].map(() => knex.raw('SELECT 1')));
    t.is(open, 2);
    await knex.destroy();
    t.is(open, 0);
  });
}

test('postgres: the session is ours, whatever the role has set', async (t) => {
  const { database, runAsAdmin } = await createCustomerPostgres(t);
  for (const setting of [
    `search_path = 'public'`,
    `default_transaction_isolation = 'serializable'`,
    `statement_timeout = 0`,
    `standard_conforming_strings = off`,
    `TimeZone = 'Asia/Tokyo'`,
  ])
    await runAsAdmin(`ALTER ROLE ${database.user} SET ${setting}`);
  const knex = openCustomerDatabase(t, database, { limits: { statementMs: 7_000, lockMs: 3_000 } });
  const show = async (name: string) => {
    const { rows } = await knex.raw(`SELECT current_setting('${name}') AS value`);
    return rows[0].value;
  };
  t.is(await show('search_path'), 'vektra');
  t.is(await show('transaction_isolation'), 'read committed');
  t.is(await show('statement_timeout'), '7s');
  t.is(await show('lock_timeout'), '3s');
  t.is(await show('standard_conforming_strings'), 'on');
  t.is(await show('TimeZone'), 'UTC');
});

test('mysql: the session is ours, whatever the server has set', async (t) => {
  const { database } = await createCustomerMariadb(t);
  const knex = openCustomerDatabase(t, database, { limits: { statementMs: 7_000, lockMs: 3_000 } });
  const [rows] = await knex.raw(`SHOW VARIABLES WHERE Variable_name IN ('tx_isolation',
    'transaction_isolation', 'time_zone', 'sql_mode', 'autocommit', 'innodb_lock_wait_timeout',
    'max_statement_time', 'max_execution_time', 'character_set_client')`);
  const shown = Object.fromEntries(
    rows.map((row: { Variable_name: string; Value: string }) => [row.Variable_name, row.Value]),
  );
  // MariaDB's and MySQL's names, and units, of the same.
  const seconds = Number(shown.max_statement_time ?? shown.max_execution_time / 1_000);
  t.is(seconds, 7);
  t.is(shown.transaction_isolation ?? shown.tx_isolation, 'READ-COMMITTED');
  t.like(shown, {
    time_zone: '+00:00',
    sql_mode: 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    autocommit: 'ON',
    innodb_lock_wait_timeout: '3',
    character_set_client: 'utf8mb4',
  });
  await t.throwsAsync(knex.raw('SELECT 1; SELECT 2'), { instanceOf: CustomerStatementError });
  await t.throwsAsync(knex.raw("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE x"), {
    instanceOf: CustomerStatementError,
  });
});

test.serial('nothing of the environment goes to a foreign server', async (t) => {
  const { database } = await createCustomerPostgres(t);
  const set = {
    PGPASSWORD: database.password,
    PGOPTIONS: '-c canary=1',
    PGSSLMODE: 'disable',
    PGSSLNEGOTIATION: 'direct',
    PGUSER: 'canary',
  };
  Object.assign(process.env, set);
  try {
    t.is(await connectFailure(t, { ...database, password: '' }), 'AUTH login');
    const knex = openCustomerDatabase(t, database);
    t.is(Number((await knex.select(knex.raw('1 AS a')))[0].a), 1);
  } finally {
    for (const name of Object.keys(set)) delete process.env[name];
  }
});
