import test from 'ava';
import pg from 'pg';
import { tenantMigrations } from '../../migrations/index.ts';
import { createTestTenancy, newGuildId, testDatabases } from '../helpers/databases.ts';

/** Holds ids and times only, so that one query finds all guilds with work; see migration 009. */
const WITHOUT_ROW_SECURITY = ['outbox_due', 'schema_ledger'];

test('every tenant table forces row security, and its key begins with the guild', async (t) => {
  const { regions } = await testDatabases();
  const client = new pg.Client({
    connectionString: regions[0]!.owner.replace('?sslmode=disable', ''),
  });
  await client.connect();
  t.teardown(() => client.end());
  const { rows } = await client.query(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'vektra' AND c.relkind = 'r'`,
  );
  t.true(rows.length >= 10);
  for (const { name, forced } of rows)
    t.is(forced, !WITHOUT_ROW_SECURITY.includes(name), `${name} row security`);
  const { rows: keys } = await client.query(
    `SELECT c.relname AS name, a.attname AS first
       FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE n.nspname = 'vektra' AND i.indisunique AND c.relname <> 'schema_ledger'`,
  );
  for (const { name, first } of keys) t.is(first, 'guild_id', `${name}'s unique keys`);
});

test('the app role without a guild sees nothing and owns nothing', async (t) => {
  const { regions } = await testDatabases();
  const tenancyUrl = regions[0]!;
  const app = new pg.Client({ connectionString: tenancyUrl.app.replace('?sslmode=disable', '') });
  await app.connect();
  t.teardown(() => app.end());
  const mover = new pg.Client({
    connectionString: tenancyUrl.mover.replace('?sslmode=disable', ''),
  });
  await mover.connect();
  t.teardown(() => mover.end());
  await mover.query(
    `INSERT INTO vektra.guild_settings (guild_id, document, revision, updated_at) VALUES (1, '{}', 1, 1)`,
  );
  t.is((await app.query('SELECT * FROM vektra.guild_settings')).rowCount, 0);
  await t.throwsAsync(app.query('SELECT * FROM vektra.guild_fence'), { code: '42501' });
  await t.throwsAsync(
    app.query(
      `INSERT INTO vektra.guild_settings (guild_id, document, revision, updated_at) VALUES (2, '{}', 1, 1)`,
    ),
    { code: '42501' },
  );
  const { rows } = await app.query(
    `SELECT rolbypassrls OR rolsuper AS strong FROM pg_roles WHERE rolname = current_user`,
  );
  t.false(rows[0].strong);
  const owned = await app.query(
    `SELECT count(*)::int AS n FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user`,
  );
  t.is(owned.rows[0].n, 0);
});

test('one guild never reads, changes or deletes what another one has', async (t) => {
  const tenancy = await createTestTenancy(t);
  const [mine, theirs] = [newGuildId(), newGuildId()];
  for (const guildId of [mine, theirs]) {
    await tenancy.provision(guildId);
    await tenancy.write(guildId, (db) =>
      db.table('guild_settings').insert({ document: `"${guildId}"`, revision: 1, updated_at: 1 }),
    );
  }
  const seen = await tenancy.read(mine, (db) => db.raw('SELECT * FROM guild_settings'));
  t.deepEqual(
    seen.map((row) => row.guild_id),
    [mine],
  );
  await tenancy.write(mine, async (db) => {
    await db.raw('UPDATE guild_settings SET revision = 99');
    await db.raw('DELETE FROM guild_settings WHERE guild_id = ?', [theirs]);
  });
  const [row] = await tenancy.read(theirs, (db) => db.table('guild_settings').select());
  t.is(row?.revision, 1);
  await t.throwsAsync(
    tenancy.write(mine, (db) =>
      db.raw('INSERT INTO guild_counters (guild_id, name, value) VALUES (?, ?, 1)', [theirs, 'x']),
    ),
    { code: '42501' },
  );
});

test('the guild cannot be set by a row', async (t) => {
  const tenancy = await createTestTenancy(t);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const counter = { name: 'x', value: 1, guild_id: newGuildId() };
  await t.throwsAsync(
    tenancy.write(guildId, async (db) => db.table('guild_counters').insert(counter)),
    { message: /set by tenant access/ },
  );
  await t.throwsAsync(
    // @ts-expect-error: nor do the types allow it
    tenancy.write(guildId, async (db) => db.table('guild_counters').update({ guild_id: '1' })),
    { message: /set by tenant access/ },
  );
});

test('a query that was not awaited does not run in the next act', async (t) => {
  const tenancy = await createTestTenancy(t);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const lateQuery = await tenancy.write(guildId, async (db) => ({
    run: () => db.table('guild_counters').insert({ name: 'late', value: 1 }),
  }));
  await t.throwsAsync(async () => lateQuery.run(), { message: /the act has ended/ });
});

test('tenant migrations count from one without gaps', (t) => {
  t.deepEqual(
    tenantMigrations.map(({ version }) => version),
    tenantMigrations.map((_, index) => index + 1),
  );
});
