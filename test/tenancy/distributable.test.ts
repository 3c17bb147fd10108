import test from 'ava';
import { tenantTables } from '../../migrations/index.ts';
import { REGION_TEMPLATE, runAsSuperuser } from '../helpers/postgres.ts';

/** The ledger is the same for all guilds: a reference table. */
const SHARED_TABLES = ['schema_ledger'];

test('every unique key and foreign key of the tenant schema carries guild_id, so that a region can be distributed by it', async (t) => {
  const { rows } = await runAsSuperuser(
    `SELECT c.relname AS table, i.relname AS index,
            (SELECT array_agg(a.attname::text) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum = ANY (x.indkey)) AS columns
       FROM pg_index x
       JOIN pg_class c ON c.oid = x.indrelid
       JOIN pg_class i ON i.oid = x.indexrelid
      WHERE x.indisunique AND c.relnamespace = 'vektra'::regnamespace`,
    REGION_TEMPLATE,
  );
  const guildIndexes = rows.filter(({ table }) => !SHARED_TABLES.includes(table));
  t.true(guildIndexes.length >= 10, 'the schema is there');
  for (const { table, index, columns } of guildIndexes)
    t.true(columns.includes('guild_id'), `${table}: ${index}`);

  const foreignKeys = await runAsSuperuser(
    `SELECT conname AS name,
            (SELECT array_agg(a.attname::text) FROM pg_attribute a
              WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey)) AS columns
       FROM pg_constraint
      WHERE contype = 'f' AND connamespace = 'vektra'::regnamespace`,
    REGION_TEMPLATE,
  );
  for (const { name, columns } of foreignKeys.rows) t.true(columns.includes('guild_id'), name);
});

test('no policy has a sub-select, which Citus refuses on distributed tables', async (t) => {
  const { rows } = await runAsSuperuser(
    `SELECT tablename AS table, coalesce(qual, '') || coalesce(with_check, '') AS expression
       FROM pg_policies WHERE schemaname = 'vektra'`,
    REGION_TEMPLATE,
  );
  t.true(rows.length >= 10, 'the policies are there');
  for (const { table, expression } of rows) t.notRegex(expression, /SELECT/i, table);
});

test('functions set the guild by SET LOCAL, because Citus does not propagate set_config', async (t) => {
  const { rows } = await runAsSuperuser(
    `SELECT proname AS name, prosrc AS body FROM pg_proc
      WHERE pronamespace = 'vektra'::regnamespace`,
    REGION_TEMPLATE,
  );
  t.true(rows.length >= 4, 'the functions are there');
  for (const { name, body } of rows) t.notRegex(body, /set_config\(\s*'vektra\./, name);
});

test('the name of no table ends in a number, which is what tells a shard from its table', (t) => {
  for (const { name } of tenantTables) t.notRegex(name, /_[0-9]+$/);
});
