import type { ExecutionContext } from 'ava';
import { run, submitDemo, textOf } from '../helpers/label.ts';
import { type Enemy, onEngines, stillAnswers, stillDelivers } from './world.ts';

/** As each server says that nothing more fits on its disk. */
const DISK_FULL = '53100';
const MYSQL_STATES: Record<string, string> = {
  P0001: '45000',
  VK001: '45000',
  VK002: '45000',
  [DISK_FULL]: 'HY000',
};

const AWAY = /does not answer right now|being moved/;

/** Its own label gets an answer, the neighbour gets everything; once it is mended all goes on. */
async function bearsIt(t: ExecutionContext, enemy: Enemy, mend: readonly string[]): Promise<void> {
  const { house, label, neighbour, sql, desk } = enemy;
  const before = await neighbour.seen();
  await stillAnswers(t, enemy);
  t.regex(
    textOf(await submitDemo(house, label, {}, label.secondArtist)),
    /safe hands|#\d+|right now|longer than usual/,
  );
  t.is(await neighbour.seen(), before);
  await stillDelivers(house, neighbour.label);
  for (const statement of mend) await sql(statement);
  t.true((await desk.acts.storage.retest(desk.admin)).passed);
  await stillDelivers(house, label);
}

onEngines('columns that are gone, and tables', async (t, enemy) => {
  const { sql } = enemy;
  await sql('ALTER TABLE {outbox} RENAME COLUMN ref_id TO was_ref_id');
  await sql('ALTER TABLE {submissions} RENAME COLUMN track_title TO was_track_title');
  await bearsIt(t, enemy, [
    'ALTER TABLE {outbox} RENAME COLUMN was_ref_id TO ref_id',
    'ALTER TABLE {submissions} RENAME COLUMN was_track_title TO track_title',
  ]);
  const rename = (from: string, to: string) =>
    enemy.engine === 'postgres'
      ? `ALTER TABLE {${from}} RENAME TO ${to}`
      : `RENAME TABLE {${from}} TO {${to}}`;
  for (const table of ['requests', 'guild_settings', 'outbox']) {
    await sql(rename(table, 'elsewhere'));
    await bearsIt(t, enemy, [rename('elsewhere', table)]);
  }
});

onEngines('columns of another type', async (t, enemy) => {
  const { sql, engine, plant, outboxRow } = enemy;
  const change = (table: string, column: string, type: string) =>
    engine === 'postgres'
      ? `ALTER TABLE {${table}} ALTER COLUMN ${column} TYPE ${type} USING ${column}::text::${type}`
      : `ALTER TABLE {${table}} MODIFY ${column} ${type}`;
  await sql(change('outbox', 'number', 'varchar(40)'));
  await plant('outbox', [outboxRow({ number: 'NaN' }), outboxRow({ number: '1e3' })]);
  await plant('outbox', [outboxRow({ number: '<script>' }), outboxRow({ number: '0x10' })]);
  await bearsIt(t, enemy, [
    `DELETE FROM {outbox} WHERE id LIKE '%planted'`,
    change('outbox', 'number', 'bigint'),
  ]);
});

onEngines('triggers that refuse, and a disk that is full', async (t, enemy) => {
  const { sql, engine } = enemy;
  const refuse = async (table: string, code: string) => {
    if (engine === 'postgres') {
      await sql(`CREATE OR REPLACE FUNCTION vektra.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'planted words' USING ERRCODE = '${code}'; END $$`);
      await sql(`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON {${table}}
        FOR EACH ROW EXECUTE FUNCTION vektra.refuse()`);
      return `DROP TRIGGER refuse ON {${table}}`;
    }
    const state = MYSQL_STATES[code] ?? code;
    const full = code === DISK_FULL ? ', MYSQL_ERRNO = 1114' : '';
    await sql(`CREATE TRIGGER refuse BEFORE INSERT ON {${table}} FOR EACH ROW
      SIGNAL SQLSTATE '${state}' SET MESSAGE_TEXT = 'planted words'${full}`);
    return 'DROP TRIGGER refuse';
  };
  for (const [table, code] of [
    ['requests', 'P0001'],
    ['submissions', 'VK001'],
    ['outbox', 'VK002'],
    ['submission_events', '40001'],
    ['requests', DISK_FULL],
    ['outbox', '57P01'],
  ] as const)
    await bearsIt(t, enemy, [await refuse(table, code)]);
});

onEngines('rights that are taken away, and a database that only reads', async (t, enemy) => {
  const { sql, engine, own } = enemy;
  const { user, database } = own.database;
  if (engine === 'mariadb') {
    await sql(`REVOKE ALL PRIVILEGES ON ${database}.* FROM ${user}@'%'`);
    await bearsIt(t, enemy, [`GRANT ALL PRIVILEGES ON ${database}.* TO ${user}@'%'`]);
    return;
  }
  await sql(`ALTER TABLE {submissions} OWNER TO postgres`);
  await bearsIt(t, enemy, [`ALTER TABLE {submissions} OWNER TO ${user}`]);
  await sql(`ALTER ROLE ${user} SET default_transaction_read_only = on`);
  await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`);
  await bearsIt(t, enemy, [
    `ALTER ROLE ${user} SET default_transaction_read_only = off`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
  ]);
});

onEngines('a fence of another server, or none', async (t, enemy) => {
  const { sql, label, neighbour, house } = enemy;
  const answer = async () => textOf(await run(house, label.staff, label.staffChannel, 'queue'));
  for (const [change, mend] of [
    [
      `UPDATE {guild_fence} SET guild_id = ${neighbour.label.guildId}`,
      `UPDATE {guild_fence} SET guild_id = ${label.guildId}`,
    ],
    ['UPDATE {guild_fence} SET epoch = epoch + 7', 'UPDATE {guild_fence} SET epoch = epoch - 7'],
    [`UPDATE {guild_fence} SET mode = 'whatever'`, `UPDATE {guild_fence} SET mode = 'open'`],
  ] as const) {
    await sql(change);
    if (!change.includes('whatever')) t.regex(await answer(), AWAY);
    await bearsIt(t, enemy, [mend]);
  }
});
