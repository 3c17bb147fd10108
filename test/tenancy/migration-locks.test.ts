import { setImmediate as nextTick } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { tenantMigrations } from '../../migrations/index.ts';
import { type LockWait, MigrationLockError, ONE_ATTEMPT } from '../../tenancy/migrate/lock-wait.ts';
import { migrateSchema } from '../../tenancy/migrate/migrate-schema.ts';
import { createMysqlKnex } from '../../tenancy/pools/mysql.ts';
import { parseOperatorUrl } from '../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { createEmptyDatabases } from '../helpers/databases.ts';
import { createMariadbDatabase } from '../helpers/mariadb.ts';

const TARGET = { engine: 'postgres', managed: true } as const;
/** It alters the policies of twelve tables. */
const LOCKING_VERSION = 16;
/** It alters the table `requests`. */
const MYSQL_LOCKING_VERSION = 15;

async function connect(t: ExecutionContext, url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  t.teardown(() => client.end());
  return client;
}

/** A region before the migration that needs locks, and a reader that keeps them from it. */
async function createLockedRegion(t: ExecutionContext) {
  const [urls] = (await createEmptyDatabases(['eu-uk'])).regions;
  const owner = createPostgresKnex(parseOperatorUrl('OWNER', urls!.owner), {
    name: 'migrate',
    schema: 'vektra',
    // No limit of the pool's own: the migration's must be effective.
    limits: { lockMs: 0, statementMs: 20_000 },
  });
  t.teardown(() => owner.destroy());
  const before = tenantMigrations.filter(({ version }) => version < LOCKING_VERSION);
  await migrateSchema(owner, before, TARGET);
  const reader = await connect(t, urls!.owner);
  await reader.query('BEGIN');
  await reader.query('LOCK TABLE vektra.submissions IN ACCESS SHARE MODE');
  return {
    owner,
    reader,
    app: await connect(t, urls!.app),
    observer: await connect(t, urls!.owner),
    migrate: (lockWait: LockWait) => migrateSchema(owner, tenantMigrations, TARGET, lockWait),
  };
}

/** Resolves when a session of this database waits for ACCESS EXCLUSIVE. */
async function waitForQueuedMigration(observer: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await observer.query(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'
          AND relation = 'vektra.submissions'::regclass`,
    );
    if (rows.length > 0) return;
    await nextTick();
  }
}

async function holdsShareLock(observer: pg.Client, reader: pg.Client): Promise<boolean> {
  const { rows } = await observer.query(
    `SELECT 1 FROM pg_locks WHERE granted AND mode = 'AccessShareLock' AND pid = $1
        AND relation = 'vektra.submissions'::regclass`,
    [(reader as unknown as { processID: number }).processID],
  );
  return rows.length === 1;
}

test('a migration that waits for a long reader lets the others through', async (t) => {
  const { reader, app, observer, migrate } = await createLockedRegion(t);
  const migrating = migrate({ attemptMs: 2_000, pauseMs: 500, totalMs: 300_000 });
  await Promise.race([waitForQueuedMigration(observer), migrating]);

  // Queued behind the migration: it completes when the attempt has given up.
  const { rows } = await app.query('SELECT count(*)::int AS n FROM vektra.submissions');
  t.deepEqual(rows, [{ n: 0 }]);
  t.true(await holdsShareLock(observer, reader), 'the long reader has not ended');

  await Promise.race([waitForQueuedMigration(observer), migrating]);
  await reader.query('COMMIT');
  t.deepEqual(
    await migrating,
    tenantMigrations.map(({ version }) => version).filter((version) => version >= LOCKING_VERSION),
  );
});

test('a migration that never gets its locks says why, and has changed nothing', async (t) => {
  const { reader, migrate } = await createLockedRegion(t);
  const lockWait = { attemptMs: 50, pauseMs: 10, totalMs: 100 };
  const error = await t.throwsAsync(migrate(lockWait), { instanceOf: MigrationLockError });
  t.regex(
    error.message,
    /^16 policies_without_sub_select: another transaction .+ kept a table locked/,
  );
  const { rows } = await reader.query(
    'SELECT max(version) AS newest FROM vektra.schema_ledger WHERE applied_at IS NOT NULL',
  );
  t.is(rows[0].newest, LOCKING_VERSION - 1);
});

test('a customer database is migrated in one attempt, which fails with the error of its driver', async (t) => {
  const { migrate } = await createLockedRegion(t);
  const error = await t.throwsAsync(migrate({ ...ONE_ATTEMPT, attemptMs: 50 }), { code: '55P03' });
  t.false(error instanceof MigrationLockError);
});

test('a migration on MariaDB does not wait for a long reader for long', async (t) => {
  const { server, database } = await createMariadbDatabase(t);
  const knex = createMysqlKnex({ ...server, database }, { max: 2 });
  t.teardown(() => knex.destroy());
  const target = { engine: 'mysql', managed: false } as const;
  const migrate = (newestVersion: number) =>
    migrateSchema(
      knex,
      tenantMigrations.filter(({ version }) => version <= newestVersion),
      target,
    );
  await migrate(MYSQL_LOCKING_VERSION - 1);
  const reader = await mysql.createConnection({ ...server, database });
  t.teardown(() => reader.end());
  await reader.query('START TRANSACTION');
  await reader.query('SELECT 1 FROM requests');

  await t.throwsAsync(migrate(MYSQL_LOCKING_VERSION), { code: 'ER_LOCK_WAIT_TIMEOUT' });
  t.deepEqual(
    await readLockTimeouts(knex),
    ['default', 'default'],
    'the pool gets them back as they were',
  );
  await reader.query('COMMIT');
  t.deepEqual(await migrate(MYSQL_LOCKING_VERSION), [MYSQL_LOCKING_VERSION]);
});

/** Of both connections of a pool. */
async function readLockTimeouts(knex: Knex): Promise<string[]> {
  const connections = await Promise.all([1, 2].map(() => knex.client.acquireConnection()));
  const timeouts = connections.map(async (connection) => {
    const [[row]] = await knex
      .raw('SELECT @@SESSION.lock_wait_timeout AS own, @@GLOBAL.lock_wait_timeout AS initial')
      .connection(connection);
    await knex.client.releaseConnection(connection);
    return row.own === row.initial ? 'default' : `${row.own} s`;
  });
  return Promise.all(timeouts);
}
