import test from 'ava';
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
