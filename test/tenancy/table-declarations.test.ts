import test from 'ava';
import type { Knex } from 'knex';
import {
  type Column,
  type GuildTable,
  type MigrationTarget,
  tenantTables,
} from '../../migrations/index.ts';
import { createGuildTable } from '../../migrations/tenant/create-guild-table.ts';
import {
  bigint,
  defineTable,
  nullable,
  rowId,
  text,
  varchar,
} from '../../migrations/tenant/define-table.ts';
import { MOVED_TABLES } from '../../tenancy/moves/moved-tables.ts';
import type { MoveDatabase } from '../../tenancy/moves/types.ts';
import { parseOperatorUrl } from '../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import type { DatabaseKind } from './moves/fixture/databases.ts';
import { sharedTestDatabases } from './moves/fixture/shared-databases.ts';
import { migrateCustomerDatabase } from './moves/fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
const declaredTables: readonly GuildTable[] = tenantTables;
/** A guild whose databases are migrated and otherwise left alone. */
const CATALOGUE_GUILD_ID = '900000000000000001';

type Kind = Extract<DatabaseKind, 'region' | 'postgres' | 'mariadb'>;
const KINDS: readonly Kind[] = ['region', 'postgres', 'mariadb'];

/** A table in the one form in which a declaration and a catalogue are compared. */
interface TableDescription {
  name: string;
  columns: string[];
  key: string[];
  collations: string[];
  hasRowSecurity: boolean;
  policies: string[];
  grants: string[];
  captureTrigger: string | null;
}

const TEXT_TYPES = ['text', 'varchar'];

/** For reading and for writing. Citus refuses a sub-select here. */
const OWN_GUILD = `(guild_id = (NULLIF(current_setting('vektra.guild_id'::text, true), ''::text))::bigint)`;

function describeDeclaration(table: GuildTable, kind: Kind): TableDescription {
  const columns: [string, Column][] = Object.entries(table.columns);
  const isMoved = table.onMove === 'moved';
  const hasRowSecurity = kind === 'region' && table.access !== 'region';
  const textColumns = columns
    .filter(([, { type }]) => TEXT_TYPES.includes(type))
    .map(([name]) => name);
  const roles = table.access === 'mover' ? ['vektra_mover'] : ['vektra_app', 'vektra_mover'];
  return {
    name: table.name,
    columns: [
      'guild_id bigint not null',
      ...columns.map(
        ([name, { type, maxLength, isNullable }]) =>
          `${name} ${maxLength === null ? type : `varchar(${maxLength})`}${isNullable ? '' : ' not null'}`,
      ),
    ].sort(),
    key: ['guild_id', ...table.key],
    // All text of MySQL; of Postgres the keys by which a move compares two databases.
    collations:
      kind === 'mariadb'
        ? textColumns.map((name) => `${name} utf8mb4_bin`).sort()
        : textColumns
            .filter((name) => isMoved && table.key.includes(name))
            .map((name) => `${name} C`)
            .sort(),
    hasRowSecurity,
    policies: hasRowSecurity ? [`own_guild ALL ${OWN_GUILD} ${OWN_GUILD}`] : [],
    grants: kind === 'region' ? roles.map((role) => `${role} DELETE INSERT SELECT UPDATE`) : [],
    captureTrigger:
      kind !== 'mariadb' && isMoved
        ? `capture_change(${table.key.map((name) => `'${name}'`).join(', ')})`
        : null,
  };
}

const TYPE_NAMES: Record<string, string> = {
  int: 'integer',
  mediumtext: 'text',
  'character varying': 'varchar',
};

const COLUMNS_SQL = `SELECT table_name AS "table", column_name AS name, data_type AS type,
    is_nullable AS nullable, character_maximum_length AS length, collation_name AS collation
  FROM information_schema.columns WHERE table_schema =`;

const KEYS_SQL = `SELECT k.table_name AS "table", k.column_name AS name
  FROM information_schema.key_column_usage k
  JOIN information_schema.table_constraints c ON c.constraint_name = k.constraint_name
   AND c.table_schema = k.table_schema AND c.table_name = k.table_name
 WHERE c.constraint_type = 'PRIMARY KEY' AND k.table_schema =`;

const ACCESS_SQL = `SELECT c.relname AS "table", c.relrowsecurity AND c.relforcerowsecurity AS secured,
    (SELECT coalesce(array_agg(concat_ws(' ', p.policyname, p.cmd, p.qual, p.with_check)), '{}') FROM pg_policies p
      WHERE p.schemaname = 'vektra' AND p.tablename = c.relname) AS policies,
    (SELECT coalesce(array_agg(g.line ORDER BY g.line), '{}') FROM (
       SELECT a.grantee::regrole || ' ' || string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) AS line
         FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner GROUP BY a.grantee) g) AS grants,
    (SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g
      WHERE g.tgrelid = c.oid AND g.tgname = 'capture_change') AS trigger
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'vektra'::regnamespace`;

type CatalogueRow = Record<string, string>;

async function query(database: MoveDatabase, sql: string): Promise<CatalogueRow[]> {
  const result = await database.mover.raw(
    database.engine === 'mysql' ? sql.replaceAll('"', '`') : sql,
  );
  return database.engine === 'mysql' ? result[0] : result.rows;
}

async function describeCatalogue(
  kind: Kind,
  isIncluded: (name: string) => boolean,
): Promise<TableDescription[]> {
  const ref = await databases().placementRef(CATALOGUE_GUILD_ID, kind);
  const database = await databases().openDatabase(CATALOGUE_GUILD_ID, ref);
  await migrateCustomerDatabase(database);
  const isMysql = database.engine === 'mysql';
  const schema = isMysql ? 'DATABASE()' : `'vektra'`;
  const columns = await query(database, `${COLUMNS_SQL} ${schema}`);
  const keys = await query(database, `${KEYS_SQL} ${schema} ORDER BY k.ordinal_position`);
  const access = isMysql ? [] : await query(database, ACCESS_SQL);
  return [...new Set(columns.map(({ table }) => String(table)))]
    .filter((name) => isIncluded(name) && name !== 'schema_ledger')
    .map((name) => {
      const ofTable = <Row extends CatalogueRow>(rows: Row[]) =>
        rows.filter(({ table }) => table === name);
      const [accessRow] = ofTable(access) as unknown as {
        secured: boolean;
        policies: string[];
        grants: string[];
        trigger: string | null;
      }[];
      const trigger = accessRow?.trigger ?? null;
      return {
        name,
        columns: ofTable(columns)
          .map(({ name: column, type = '', nullable, length }) => {
            const typeName = TYPE_NAMES[type] ?? type;
            return `${column} ${typeName}${typeName === 'varchar' ? `(${length})` : ''}${nullable === 'NO' ? ' not null' : ''}`;
          })
          .sort(),
        key: ofTable(keys).map(({ name: column }) => String(column)),
        collations: ofTable(columns)
          .filter(({ collation }) => collation)
          .map(({ name: column, collation }) => `${column} ${collation}`)
          .sort(),
        hasRowSecurity: accessRow?.secured ?? false,
        policies: accessRow?.policies ?? [],
        grants: accessRow?.grants ?? [],
        captureTrigger: trigger === null ? null : trigger.slice(trigger.indexOf('capture_change(')),
      };
    });
}

const sortByName = (list: readonly TableDescription[]) =>
  list.toSorted((a, b) => (a.name < b.name ? -1 : 1));

for (const kind of KINDS)
  test(`migrations build exactly the declared tables: ${kind}`, async (t) => {
    const declared = declaredTables
      .filter(({ isHomeRegionOnly }) => kind === 'region' || !isHomeRegionOnly)
      .map((table) => describeDeclaration(table, kind));
    const found = await describeCatalogue(kind, (name) => name !== NEW_TABLE.name);
    t.deepEqual(sortByName(found), sortByName(declared));
  });

/** A table as a new migration makes it. */
const NEW_TABLE = defineTable({
  name: 'new_table',
  sinceVersion: 99,
  columns: { number: bigint(), name: varchar(40, null), id: rowId(), note: nullable(text(null)) },
  key: ['number', 'name', 'id'],
});

async function createNewTable(kind: Kind): Promise<void> {
  const create = (knex: Knex, target: MigrationTarget) =>
    createGuildTable(knex, target, {
      name: NEW_TABLE.name,
      key: { number: 'bigint', name: { maxLength: 40 }, id: { maxLength: 36 } },
      columns: (table) => void table.text('note', 'mediumtext'),
      access: 'guild',
      onMove: 'moved',
    });
  if (kind === 'region') {
    const url = databases().urls.regions.find(({ key }) => key === 'eu-uk')?.owner ?? '';
    const owner = createPostgresKnex(parseOperatorUrl('OWNER', url), {
      name: 'test',
      schema: 'vektra',
    });
    await create(owner, { engine: 'postgres', managed: true });
    await owner.destroy();
    return;
  }
  const ref = await databases().placementRef(CATALOGUE_GUILD_ID, kind);
  const { engine, mover } = await databases().openDatabase(CATALOGUE_GUILD_ID, ref);
  await mover.transaction(async (trx) => {
    if (engine === 'postgres') await trx.raw('SET LOCAL search_path = vektra');
    await create(trx, { engine, managed: false });
  });
}

for (const kind of KINDS)
  test.serial(
    `createGuildTable gives a new table all that its declaration says: ${kind}`,
    async (t) => {
      await describeCatalogue(kind, () => false);
      await createNewTable(kind);
      t.deepEqual(await describeCatalogue(kind, (name) => name === NEW_TABLE.name), [
        describeDeclaration(NEW_TABLE, kind),
      ]);
    },
  );

test('capture triggers fire only while their guild is being copied', async (t) => {
  const database = await databases().openDatabase('', { kind: 'managed', region: 'eu-uk' });
  const names = MOVED_TABLES.map(({ name }) => name);
  const triggers = (await query(database, ACCESS_SQL)).flatMap(({ table, trigger }) =>
    trigger && names.includes(String(table)) ? trigger : [],
  );
  t.is(triggers.length, MOVED_TABLES.length);
  for (const sql of triggers) t.regex(sql, /WHEN .*current_setting\('vektra\.capture'/);
});

test('tables are copied in the order in which migrations created them', (t) => {
  // A move that another version resumes continues from the table that the first one had reached.
  t.deepEqual(MOVED_TABLES.map(({ name }) => name).slice(0, 9), [
    'guild_settings',
    'guild_counters',
    'submissions',
    'submission_events',
    'artist_messages',
    'requests',
    'outbox',
    'outbox_due',
    'audit_log',
  ]);
});

/** Names under which a text is kept that an artist has written, or that is about their demo. */
const ARTIST_COLUMN =
  /(^|_)(answers|attachments|body|comment|data|genre|handle|message|note|reason|title|url)$|^artist_name$/;

test('texts by or about an artist are declared as their personal data', (t) => {
  const textColumns = declaredTables.flatMap(({ name, columns }) =>
    Object.entries(columns)
      .filter(([, { type }]) => TEXT_TYPES.includes(type))
      .map(([column, { dataSubject }]) => ({ name: `${name}.${column}`, column, dataSubject })),
  );
  const artistTexts = textColumns.filter(({ column }) => ARTIST_COLUMN.test(column));
  t.true(artistTexts.some(({ name }) => name === 'events.data'));
  t.deepEqual(
    artistTexts.filter(({ dataSubject }) => dataSubject !== 'artist').map(({ name }) => name),
    [],
  );
});

test('columns with personal data', (t) => {
  const withSubject = declaredTables.flatMap(({ name, columns }) =>
    Object.entries(columns)
      .filter(([, { dataSubject }]) => dataSubject !== null)
      .map(([column, { dataSubject }]) => `${name}.${column}: ${dataSubject}`),
  );
  t.snapshot(withSubject.sort(), 'columns with personal data');
});
