import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import { tenantMigrations } from '../../migrations/index.ts';
import { migrateSchema } from '../../tenancy/migrate/migrate-schema.ts';
import { createMysqlKnex } from '../../tenancy/pools/mysql.ts';
import { parseOperatorUrl } from '../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../helpers/databases.ts';
import { createMariadbDatabase } from '../helpers/mariadb.ts';

async function createMariadbKnex(t: ExecutionContext): Promise<Knex> {
  const { server, database } = await createMariadbDatabase(t);
  const knex = createMysqlKnex({ ...server, database }, { max: 3 });
  t.teardown(() => knex.destroy());
  return knex;
}

async function createPostgresMoverKnex(t: ExecutionContext): Promise<Knex> {
  const { regions } = await testDatabases();
  const knex = createPostgresKnex(parseOperatorUrl('MOVER', regions[0]!.mover), {
    name: 'test',
    schema: 'vektra',
  });
  t.teardown(() => knex.destroy());
  return knex;
}

const SUBMISSION = {
  guild_id: '900000000000000001',
  number: 1,
  artist_id: '1180000000000000104',
  artist_handle: 'KITE',
  artist_name: 'ミナト 🎛️ \u202Eabc',
  track_title: 'Glass Horizon',
  track_url: 'https://soundcloud.com/kite/glass',
  platform: 'soundcloud',
  link_hash: 'a'.repeat(64),
  answers: '[]',
  status: 'in_queue',
  revision: 1,
  created_at: 1_795_364_977_853,
  status_changed_at: 1_795_364_977_853,
};

/** The same rows in, the same rows out: ids and times as strings, texts to the letter. */
async function roundTrip(knex: Knex) {
  await knex('submissions').insert(SUBMISSION);
  await knex('submissions').insert({ ...SUBMISSION, number: 2, artist_name: 'kite' });
  await knex('submissions').insert({ ...SUBMISSION, number: 3, artist_name: 'Kite' });
  const [row] = await knex('submissions').where('number', 1);
  const exact = await knex('submissions').where('artist_name', 'kite').count({ n: '*' });
  const order = await knex('submissions').orderBy('artist_name').pluck('number');
  const doubled = await knex('submissions')
    .insert(SUBMISSION)
    .then(
      () => 'taken twice',
      () => 'refused',
    );
  return { row, exact: Number(exact[0]?.n), order: order.map(Number), doubled };
}

test('one tenant schema gives the same answers on Postgres and on MariaDB', async (t) => {
  const [postgresKnex, mariadbKnex] = await Promise.all([
    createPostgresMoverKnex(t),
    createMariadbKnex(t),
  ]);
  t.deepEqual(
    await migrateSchema(mariadbKnex, tenantMigrations, { engine: 'mysql', managed: false }),
    tenantMigrations.map(({ version }) => version),
  );
  const [postgresResult, mariadbResult] = await Promise.all([
    roundTrip(postgresKnex),
    roundTrip(mariadbKnex),
  ]);
  t.deepEqual(
    { ...mariadbResult, row: sortColumns(mariadbResult.row) },
    { ...postgresResult, row: sortColumns(postgresResult.row) },
  );
  t.is(postgresResult.row.guild_id, SUBMISSION.guild_id);
  t.is(mariadbResult.row.artist_id, SUBMISSION.artist_id);
  t.is(postgresResult.exact, 1);
  t.is(postgresResult.doubled, 'refused');
});

test('a MySQL migration that was killed between statements is resumed', async (t) => {
  const mariadbKnex = await createMariadbKnex(t);
  const target = { engine: 'mysql', managed: false } as const;
  await migrateSchema(mariadbKnex, tenantMigrations.slice(0, 3), target);
  // As if killed after the table was made, before that was written down.
  await mariadbKnex('schema_ledger').insert({
    version: 4,
    name: 'submissions',
    statements_done: 0,
  });
  const [first] = (tenantMigrations[3]!.up(mariadbKnex, target) as Knex.SchemaBuilder).toSQL();
  await mariadbKnex.raw(first!.sql);
  const applied = await migrateSchema(mariadbKnex, tenantMigrations, target);
  t.deepEqual(
    applied,
    tenantMigrations.slice(3).map(({ version }) => version),
  );
  t.true(await mariadbKnex.schema.hasTable('audit_log'));
});

test('a place whose schema is newer than the code is refused', async (t) => {
  const { regions } = await testDatabases(undefined, { own: true });
  const owner = createPostgresKnex(parseOperatorUrl('OWNER', regions[0]!.owner), {
    name: 'test',
    schema: 'vektra',
  });
  t.teardown(() => owner.destroy());
  await owner('schema_ledger').insert({
    version: 9_999,
    name: 'from the future',
    statements_done: 1,
    applied_at: 1,
  });
  await t.throwsAsync(
    migrateSchema(owner, tenantMigrations, { engine: 'postgres', managed: true }),
    { code: 'schema_newer' },
  );
});

/** Column order differs between engines. */
const sortColumns = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
