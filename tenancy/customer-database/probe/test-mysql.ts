import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { CustomerDatabaseError, CustomerStatementError } from '../errors.ts';
import { checkOccupancy } from './check-occupancy.ts';
import { type EngineTest, PROBE } from './engine-test.ts';
import { parseMysqlVersion } from './server-version.ts';
import { writeAndRead } from './write-and-read.ts';

/** DDL commits here: it makes a table of its own and drops it, also when the test fails. */
export const testMysql: EngineTest = async (knex, options, steps) => {
  const [serverInfo] = await selectRows(
    knex,
    'SELECT VERSION() AS version, UNIX_TIMESTAMP(NOW(3)) * 1000 AS clock',
  );
  const skewMs = Number(serverInfo?.clock) - options.now();
  steps.pass('login');
  const server = parseMysqlVersion(serverInfo?.version);
  steps.pass('version');
  await checkWritable(knex);
  await checkOccupancy(knex, await findTenantTables(knex, options.schema.tables), {
    ...options,
    prefix: '',
  });
  const superuser = await isSuperuser(knex);

  const table = `vektra_test_${randomBytes(8).toString('hex')}`;
  const drop = () => knex.raw(`DROP TABLE IF EXISTS ${table}`);
  try {
    const triggers = await createTestObjects(knex, table);
    steps.pass('privileges');
    await writeAndRollBack(knex, table);
    await drop();
    steps.pass('write');
    return {
      server,
      skewMs,
      warnings: [
        ...(superuser ? ['superuser' as const] : []),
        ...(triggers ? [] : ['no_triggers' as const]),
      ],
    };
  } catch (error) {
    await drop().catch(() => {});
    throw error;
  }
};

async function selectRows(
  knex: Knex,
  sql: string,
  bindings: Knex.RawBinding[] = [],
): Promise<Record<string, unknown>[]> {
  const [found] = await knex.raw(sql, bindings);
  return Array.isArray(found) ? found : [];
}

/** Servers of a cluster say by different variables that another one takes the writes. */
async function checkWritable(knex: Knex): Promise<void> {
  const [state = {}] = await selectRows(
    knex,
    'SELECT @@global.read_only AS a, @@innodb_read_only AS b',
  );
  const off = [0, '0', 'OFF'];
  if (!off.includes(state.a as number) || !off.includes(state.b as number))
    throw new CustomerDatabaseError('READ_ONLY');
}

async function findTenantTables(knex: Knex, tables: readonly string[]): Promise<string[]> {
  const found = await selectRows(
    knex,
    `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = DATABASE() AND table_name IN (?)`,
    [['schema_ledger', ...tables] as unknown as Knex.RawBinding],
  );
  return found.map((row) => String(row.name));
}

async function isSuperuser(knex: Knex): Promise<boolean> {
  const grants = await selectRows(knex, 'SHOW GRANTS');
  return grants.some((row) => Object.values(row).some(grantsAllPrivileges));
}

/** All privileges that MySQL 8.4 has make a grant of less than 2 KB. */
const MAX_GRANT = 8 * 1024;

/** Whether a grant is of all privileges, or of SUPER, on every database. */
function grantsAllPrivileges(grant: unknown): boolean {
  const text = String(grant).slice(0, MAX_GRANT).toUpperCase();
  const end = text.indexOf(' ON *.* ');
  if (end === -1 || !text.startsWith('GRANT ')) return false;
  const privileges = text.slice('GRANT '.length, end).split(', ');
  return privileges.some((each) => each === 'ALL PRIVILEGES' || each === 'SUPER');
}

/** @returns whether triggers can be made too */
async function createTestObjects(knex: Knex, table: string): Promise<boolean> {
  await knex.raw(
    `CREATE TABLE ${table} (id BIGINT PRIMARY KEY, note VARCHAR(100) NOT NULL)
       ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  );
  await knex.raw(`CREATE INDEX by_note ON ${table} (note)`);
  await knex.raw(`ALTER TABLE ${table} ADD COLUMN more INT`);
  try {
    await knex.raw(
      `CREATE TRIGGER ${table} BEFORE INSERT ON ${table} FOR EACH ROW SET NEW.more = 1`,
    );
    return true;
  } catch (error) {
    if (error instanceof CustomerStatementError) return false;
    throw error;
  }
}

async function writeAndRollBack(knex: Knex, table: string): Promise<void> {
  const trx = await knex.transaction();
  try {
    await writeAndRead(trx, table);
    await trx(table).insert({ id: PROBE.id, note: PROBE.note });
  } finally {
    await trx.rollback().catch(() => {});
  }
  const remaining = await knex(table).select('id');
  if (remaining.length > 0) throw new CustomerDatabaseError('PROTOCOL');
}
