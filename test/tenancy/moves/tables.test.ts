import test from 'ava';
import {
  MOVED_TABLES,
  type MovedTable,
  UNMOVED_TABLES,
} from '../../../tenancy/moves/moved-tables.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { migrateCustomerDatabase } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
/** A guild that only looks at what migrations make. */
const CATALOGUE_GUILD_ID = '900000000000000001';

const describeTable = ({ name, key, columns }: MovedTable) => ({
  name,
  key: key.map((column) => column.name),
  columns: columns
    .map(({ name, type, isNullable }) => `${name} ${type}${isNullable ? '?' : ''}`)
    .sort(),
});

const TYPES: Record<string, string> = {
  bigint: 'big',
  integer: 'int',
  int: 'int',
  text: 'text',
  mediumtext: 'text',
};

/** The same, as the catalogue of an engine says. */
async function readCatalogue(kind: 'postgres' | 'mariadb') {
  const ref = await databases().placementRef(CATALOGUE_GUILD_ID, kind);
  const database = await databases().openDatabase(CATALOGUE_GUILD_ID, ref);
  await migrateCustomerDatabase(database);
  const schema = kind === 'postgres' ? `'vektra'` : 'DATABASE()';
  const rowsOf = async (sql: string): Promise<Record<string, string>[]> => {
    const result = await database.mover.raw(sql);
    return kind === 'postgres' ? result.rows : result[0];
  };
  const columns = await rowsOf(
    `SELECT table_name AS t, column_name AS c, data_type AS type, is_nullable AS nullable,
            character_maximum_length AS length
       FROM information_schema.columns WHERE table_schema = ${schema}`,
  );
  const keys = await rowsOf(
    `SELECT k.table_name AS t, k.column_name AS c FROM information_schema.key_column_usage k
       JOIN information_schema.table_constraints c ON c.constraint_name = k.constraint_name
        AND c.table_schema = k.table_schema AND c.table_name = k.table_name
      WHERE k.table_schema = ${schema} AND c.constraint_type = 'PRIMARY KEY'
      ORDER BY k.ordinal_position`,
  );
  return [...new Set(columns.map(({ t }) => t as string))]
    .filter((name) => !(UNMOVED_TABLES as readonly string[]).includes(name))
    .map((name) => ({
      name,
      key: keys.filter(({ t, c }) => t === name && c !== 'guild_id').map(({ c }) => c),
      columns: columns
        .filter(({ t, c }) => t === name && c !== 'guild_id')
        .map(
          ({ c, type = '', nullable, length }) =>
            `${c} ${TYPES[type] ?? length}${nullable === 'YES' ? '?' : ''}`,
        )
        .sort(),
    }));
}

const sortByName = (list: { name: string }[]) =>
  list.toSorted((a, b) => (a.name < b.name ? -1 : 1));

for (const kind of ['postgres', 'mariadb'] as const)
  test(`every table of the schema travels, with all its columns: ${kind}`, async (t) => {
    t.deepEqual(sortByName(await readCatalogue(kind)), sortByName(MOVED_TABLES.map(describeTable)));
  });

test('every table that travels notes its changes, with the columns of its key', async (t) => {
  const database = await databases().openDatabase('', { kind: 'managed', region: 'eu-uk' });
  const { rows } = await database.mover.raw(
    `SELECT c.relname AS name, pg_get_triggerdef(g.oid) AS made FROM pg_trigger g
       JOIN pg_class c ON c.oid = g.tgrelid WHERE g.tgname = 'capture_change'`,
  );
  t.deepEqual(
    rows.map(({ name }: { name: string }) => name).sort(),
    MOVED_TABLES.map(({ name }) => name).sort(),
  );
  for (const { name, key } of MOVED_TABLES) {
    const triggerSql = rows.find((row: { name: string }) => row.name === name).made as string;
    const keyList = key.map((column) => `'${column.name}'`).join(', ');
    t.true(triggerSql.endsWith(`capture_change(${keyList})`), triggerSql);
    t.regex(triggerSql, /current_setting\('vektra\.capture'/);
  }
});

test('text keys sort by bytes in every Postgres', async (t) => {
  const database = await databases().openDatabase('', { kind: 'managed', region: 'eu-uk' });
  const { rows } = await database.mover.raw(
    `SELECT table_name AS t, column_name AS c, collation_name AS collation
       FROM information_schema.columns WHERE table_schema = 'vektra'`,
  );
  for (const { name, key } of MOVED_TABLES)
    for (const column of key.filter(({ type }) => typeof type === 'number')) {
      const found = rows.find(
        (row: { t: string; c: string }) => row.t === name && row.c === column.name,
      );
      t.is(found.collation, 'C', `${name}.${column.name}`);
    }
});
