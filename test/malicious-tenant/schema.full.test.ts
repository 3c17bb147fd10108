import type { ExecutionContext } from 'ava';
import { messageText, runCommand, submitDemo } from '../helpers/label.ts';
import {
  assertStillDelivers,
  assertStillResponds,
  type MaliciousTenant,
  testOnEngines,
} from './fixture.ts';

/** As each server says that nothing more fits on its disk. */
const DISK_FULL = '53100';
const MYSQL_SQL_STATES: Record<string, string> = {
  P0001: '45000',
  VK001: '45000',
  VK002: '45000',
  [DISK_FULL]: 'HY000',
};

const UNAVAILABLE_TEXT = /isn’t responding|being moved/;

/** Its own label gets an answer, the neighbour gets everything; once it is mended all goes on. */
async function assertSurvives(
  t: ExecutionContext,
  tenant: MaliciousTenant,
  repairStatements: readonly string[],
): Promise<void> {
  const { app, label, neighbour, sql, fixture } = tenant;
  const before = await neighbour.readEverything();
  await assertStillResponds(t, tenant);
  t.regex(
    messageText(await submitDemo(app, label, {}, label.secondArtist)),
    /Your demo is safe|#\d+|isn’t responding|longer than usual/,
  );
  t.is(await neighbour.readEverything(), before);
  await assertStillDelivers(app, neighbour.label);
  for (const statement of repairStatements) await sql(statement);
  t.true((await fixture.operations.storage.retestConnection(fixture.admin)).passed);
  await assertStillDelivers(app, label);
}

testOnEngines('columns that are gone, and tables', async (t, tenant) => {
  const { sql } = tenant;
  await sql('ALTER TABLE {outbox} RENAME COLUMN ref_id TO was_ref_id');
  await sql('ALTER TABLE {submissions} RENAME COLUMN track_title TO was_track_title');
  await assertSurvives(t, tenant, [
    'ALTER TABLE {outbox} RENAME COLUMN was_ref_id TO ref_id',
    'ALTER TABLE {submissions} RENAME COLUMN was_track_title TO track_title',
  ]);
  const rename = (from: string, to: string) =>
    tenant.engine === 'postgres'
      ? `ALTER TABLE {${from}} RENAME TO ${to}`
      : `RENAME TABLE {${from}} TO {${to}}`;
  for (const table of ['requests', 'guild_settings', 'outbox']) {
    await sql(rename(table, 'elsewhere'));
    await assertSurvives(t, tenant, [rename('elsewhere', table)]);
  }
});

testOnEngines('columns of another type', async (t, tenant) => {
  const { sql, engine, insertRows, outboxRow } = tenant;
  const change = (table: string, column: string, type: string) =>
    engine === 'postgres'
      ? `ALTER TABLE {${table}} ALTER COLUMN ${column} TYPE ${type} USING ${column}::text::${type}`
      : `ALTER TABLE {${table}} MODIFY ${column} ${type}`;
  await sql(change('outbox', 'number', 'varchar(40)'));
  await insertRows('outbox', [outboxRow({ number: 'NaN' }), outboxRow({ number: '1e3' })]);
  await insertRows('outbox', [outboxRow({ number: '<script>' }), outboxRow({ number: '0x10' })]);
  await assertSurvives(t, tenant, [
    `DELETE FROM {outbox} WHERE id LIKE '%planted'`,
    change('outbox', 'number', 'bigint'),
  ]);
});

testOnEngines('triggers that refuse, and a disk that is full', async (t, tenant) => {
  const { sql, engine } = tenant;
  const createRefusingTrigger = async (table: string, code: string) => {
    if (engine === 'postgres') {
      await sql(`CREATE OR REPLACE FUNCTION vektra.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'planted words' USING ERRCODE = '${code}'; END $$`);
      await sql(`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON {${table}}
        FOR EACH ROW EXECUTE FUNCTION vektra.refuse()`);
      return `DROP TRIGGER refuse ON {${table}}`;
    }
    const state = MYSQL_SQL_STATES[code] ?? code;
    const errnoClause = code === DISK_FULL ? ', MYSQL_ERRNO = 1114' : '';
    await sql(`CREATE TRIGGER refuse BEFORE INSERT ON {${table}} FOR EACH ROW
      SIGNAL SQLSTATE '${state}' SET MESSAGE_TEXT = 'planted words'${errnoClause}`);
    return 'DROP TRIGGER refuse';
  };
  for (const [table, code] of [
    ['requests', 'P0001'],
    ['submissions', 'VK001'],
    ['outbox', 'VK002'],
    ['submission_events', '40001'],
    ['events', '40001'],
    ['requests', DISK_FULL],
    ['outbox', '57P01'],
  ] as const)
    await assertSurvives(t, tenant, [await createRefusingTrigger(table, code)]);
});

testOnEngines('rights that are taken away, and a database that only reads', async (t, tenant) => {
  const { sql, engine, customerDatabase } = tenant;
  const { user, database } = customerDatabase.database;
  if (engine === 'mariadb') {
    await sql(`REVOKE ALL PRIVILEGES ON ${database}.* FROM ${user}@'%'`);
    await assertSurvives(t, tenant, [`GRANT ALL PRIVILEGES ON ${database}.* TO ${user}@'%'`]);
    return;
  }
  await sql(`ALTER TABLE {submissions} OWNER TO postgres`);
  await assertSurvives(t, tenant, [`ALTER TABLE {submissions} OWNER TO ${user}`]);
  await sql(`ALTER ROLE ${user} SET default_transaction_read_only = on`);
  await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`);
  await assertSurvives(t, tenant, [
    `ALTER ROLE ${user} SET default_transaction_read_only = off`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
  ]);
});

testOnEngines('a fence of another server, or none', async (t, tenant) => {
  const { sql, label, neighbour, app } = tenant;
  const readQueueReply = async () =>
    messageText(await runCommand(app, label.staff, label.staffChannel, 'queue'));
  for (const [change, repairStatement] of [
    [
      `UPDATE {guild_fence} SET guild_id = ${neighbour.label.guildId}`,
      `UPDATE {guild_fence} SET guild_id = ${label.guildId}`,
    ],
    ['UPDATE {guild_fence} SET epoch = epoch + 7', 'UPDATE {guild_fence} SET epoch = epoch - 7'],
    [`UPDATE {guild_fence} SET mode = 'whatever'`, `UPDATE {guild_fence} SET mode = 'open'`],
  ] as const) {
    await sql(change);
    if (!change.includes('whatever')) t.regex(await readQueueReply(), UNAVAILABLE_TEXT);
    await assertSurvives(t, tenant, [repairStatement]);
  }
});
