import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { CustomerDatabaseError } from '../errors.ts';
import { checkOccupancy } from './check-occupancy.ts';
import type { EngineTest } from './engine-test.ts';
import { parsePostgresVersion } from './server-version.ts';
import { writeAndRead } from './write-and-read.ts';

/** Everything is DDL and rows of one transaction that is rolled back. */
export const testPostgres: EngineTest = async (knex, options, steps) => {
  const [serverInfo] = await selectRows(
    knex,
    `SELECT version() AS version, current_setting('server_version_num') AS number,
       extract(epoch FROM clock_timestamp()) * 1000 AS clock`,
  );
  const skewMs = Number(serverInfo?.clock) - options.now();
  steps.pass('login');
  const server = parsePostgresVersion(serverInfo?.version, serverInfo?.number);
  steps.pass('version');
  await checkWritable(knex);
  await checkOccupancy(knex, await findTenantTables(knex, options.schema.tables), {
    ...options,
    prefix: 'vektra.',
  });
  const [role] = await selectRows(
    knex,
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );

  const table = `vektra_test_${randomBytes(8).toString('hex')}`;
  const trx = await knex.transaction();
  try {
    await createTestObjects(trx, table);
    steps.pass('privileges');
    await writeAndRead(trx, `vektra.${table}`);
  } finally {
    await trx.rollback().catch(() => {});
  }
  const [remaining] = await selectRows(knex, 'SELECT to_regclass(?) AS left', [`vektra.${table}`]);
  if (remaining?.left !== null) throw new CustomerDatabaseError('PROTOCOL');
  steps.pass('write');
  return { server, skewMs, warnings: role?.rolsuper ? ['superuser'] : [] };
};

async function selectRows(
  knex: Knex,
  sql: string,
  bindings: Knex.RawBinding[] = [],
): Promise<Record<string, unknown>[]> {
  const result = await knex.raw(sql, bindings);
  return Array.isArray(result?.rows) ? result.rows : [];
}

async function checkWritable(knex: Knex): Promise<void> {
  const [state] = await selectRows(
    knex,
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') AS read_only`,
  );
  if (state?.standby !== false || state.read_only !== 'off')
    throw new CustomerDatabaseError('READ_ONLY');
}

async function findTenantTables(knex: Knex, tables: readonly string[]): Promise<string[]> {
  const found = await selectRows(
    knex,
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'vektra' AND c.relname = ANY(?)`,
    [['schema_ledger', ...tables]],
  );
  return found.map((row) => String(row.relname));
}

/** All that migrations and moves make. */
async function createTestObjects(trx: Knex, table: string): Promise<void> {
  const schemas = await selectRows(trx, `SELECT 1 FROM pg_namespace WHERE nspname = 'vektra'`);
  if (schemas.length === 0) await trx.raw('CREATE SCHEMA vektra');
  for (const sql of [
    `CREATE TABLE vektra.${table} (id bigint PRIMARY KEY, note text NOT NULL)`,
    `CREATE INDEX ON vektra.${table} (note)`,
    `ALTER TABLE vektra.${table} ADD COLUMN more integer`,
    `CREATE FUNCTION vektra.${table}() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN RETURN NEW; END $$`,
    `CREATE TRIGGER ${table} BEFORE INSERT ON vektra.${table}
       FOR EACH ROW EXECUTE FUNCTION vektra.${table}()`,
  ])
    await trx.raw(sql);
}
