import type { ExecutionContext } from 'ava';
import test from 'ava';
import { OwnDatabaseError, testOwnDatabase } from '../../../tenancy/own/index.ts';
import { OWN_LIMITS } from '../../../tenancy/own/limits.ts';
import { localGuard, openTestOwn } from '../../helpers/own-databases.ts';
import { rogueDatabase, trust } from '../../helpers/own-rogue.ts';
import {
  lengthEncoded,
  ok,
  oneValue,
  packet,
  rogueMysql,
  textRows,
} from '../../helpers/own-rogue-mysql.ts';
import {
  COLUMN,
  dataRow,
  FATAL,
  message,
  ONE_ROW,
  READY,
  roguePostgres,
} from '../../helpers/own-rogue-postgres.ts';

type Engine = 'postgres' | 'mysql';

/** A rogue that answers every statement with this, and a pool on it. */
async function answering(t: ExecutionContext, engine: Engine, answer: Buffer) {
  const { ca } = await trust();
  const start = engine === 'postgres' ? roguePostgres : rogueMysql;
  const rogue = await start(t, await trust(), answer);
  const knex = openTestOwn(t, rogueDatabase(engine, rogue.port, ca));
  return { rogue, knex };
}

/** The statement fails and the connection ends. */
async function isRefused(t: ExecutionContext, engine: Engine, answer: Buffer): Promise<void> {
  const { rogue, knex } = await answering(t, engine, answer);
  const error = await t.throwsAsync<OwnDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: OwnDatabaseError,
  });
  t.is(`${error.code} ${error.step}`, 'PROTOCOL null');
  await rogue.empty();
}

const times = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));
const int16 = (number: number) => Buffer.from([number >> 8, number & 255]);
const NULLS = Buffer.alloc(32_767 * 4, 255);
const NOTICE = message('N', 'SNOTICE\0Mcanary\0\0');
const SETTING = message('S', 'application_name\0canary\0');
const NOTIFICATION = message('A', Buffer.from([0, 0, 0, 1]), 'canary\0canary\0');

test('postgres: 20,000 rows without columns', (t) => {
  const rows = times(20_000, () => message('D', int16(0)));
  return isRefused(t, 'postgres', Buffer.concat([message('T', int16(0)), rows, READY]));
});

test('mysql: 20,000 empty rows', (t) =>
  isRefused(
    t,
    'mysql',
    textRows(
      ['x'],
      Array.from({ length: 20_000 }, () => Buffer.from([0])),
    ),
  ));

test('postgres: 110 rows of 32,767 columns', async (t) => {
  const row = message('D', int16(32_767), NULLS);
  const answer = Buffer.concat([COLUMN, times(110, () => row), READY]);
  t.true(answer.length < OWN_LIMITS.answerBytes);
  await isRefused(t, 'postgres', answer);
});

for (const [name, bytes] of [
  ['a description', message('T', int16(32_767), NULLS)],
  ['parameters', message('t', int16(32_767), NULLS)],
  ['a copy to us', message('H', Buffer.from([0]), int16(32_767), NULLS)],
  ['a copy from us', message('G', Buffer.from([0]), int16(32_767), NULLS)],
] as const)
  test(`postgres: ${name} of 32,767 columns`, (t) => isRefused(t, 'postgres', bytes));

test('mysql: an answer of 32,767 columns', (t) =>
  isRefused(t, 'mysql', packet(1, [0xfc, 0xff, 0x7f])));

test('postgres: an answer of 2,000 notices', (t) =>
  isRefused(
    t,
    'postgres',
    times(2_000, () => NOTICE),
  ));

test('postgres: a whole answer, and 1,000 notices behind it', (t) =>
  isRefused(t, 'postgres', Buffer.concat([ONE_ROW, times(1_000, () => message('N', 'M\0\0'))])));

test('postgres: answers that nobody asked for do not begin a new count', async (t) => {
  const part = Buffer.concat([NOTICE, READY]);
  await isRefused(t, 'postgres', Buffer.concat([ONE_ROW, times(20, () => part)]));
  const rows = Buffer.concat([COLUMN, times(100, () => dataRow('x')), READY]);
  await isRefused(
    t,
    'postgres',
    times(5, () => rows),
  );
});

test('mysql: an answer that is followed by another one', (t) =>
  isRefused(
    t,
    'mysql',
    times(200, () => ok(1)),
  ));

test('mysql: an answer that announces another one', (t) =>
  isRefused(t, 'mysql', packet(1, [0, 0, 0, 10, 0, 0, 0])));

for (const [name, bytes] of [
  ['settings', SETTING],
  ['notices', NOTICE],
  ['notifications', NOTIFICATION],
] as const) {
  test(`postgres: ${name} on an idle connection do it no harm`, async (t) => {
    const { rogue, knex } = await answering(t, 'postgres', ONE_ROW);
    await knex.raw('SELECT 1');
    rogue.send(times(OWN_LIMITS.idleMessages, () => bytes));
    await knex.raw('SELECT 1');
    t.is(rogue.connections(), 1);
  });

  test(`postgres: too many ${name} on an idle connection end it`, async (t) => {
    const { rogue, knex } = await answering(t, 'postgres', ONE_ROW);
    await knex.raw('SELECT 1');
    rogue.send(times(OWN_LIMITS.idleMessages + 1, () => bytes));
    await rogue.empty();
    await knex.raw('SELECT 1');
    t.is(rogue.connections(), 2);
  });
}

const ENDING: [Engine, string, Buffer][] = [
  ['postgres', 'a row', dataRow('x')],
  ['postgres', 'an answer', ONE_ROW],
  ['postgres', 'a readiness', READY],
  ['postgres', 'an authentication request', message('R', Buffer.from([0, 0, 0, 3]))],
  ['postgres', 'a copy', message('d', 'x')],
  ['postgres', 'a last error', FATAL],
  ['postgres', 'something else', Buffer.from('HTTP/1.1 400 Bad Request')],
  ['mysql', 'an OK', ok(1)],
  ['mysql', 'an answer', oneValue(253, [1, 49])],
  [
    'mysql',
    'a change of the method',
    packet(1, Buffer.from('\xfemysql_native_password\0', 'latin1')),
  ],
  ['mysql', 'a last error', packet(0, Buffer.from('\xff\xbf\x0f#HY000canary', 'latin1'))],
];

for (const [engine, name, bytes] of ENDING)
  test(`${engine}: ${name} on an idle connection ends it, and the next statement has another`, async (t) => {
    const answer = engine === 'postgres' ? ONE_ROW : oneValue(253, [1, 49]);
    const { rogue, knex } = await answering(t, engine, answer);
    await knex.raw('SELECT 1');
    rogue.send(bytes);
    await rogue.empty();
    await knex.raw('SELECT 1');
    t.is(rogue.connections(), 2);
  });

/** A row of SHOW GRANTS, so long. */
const grant = (length: number) => {
  const start = 'GRANT SELECT';
  return lengthEncoded(start + ', SELECT'.repeat((length - start.length) / 8));
};

const values = (...texts: string[]) => Buffer.concat(texts.map(lengthEncoded));

/** What a server gets to see of the test when it answers SHOW GRANTS with these rows. */
async function testedWith(t: ExecutionContext, grants: Buffer[]) {
  const { ca } = await trust();
  const statements: string[] = [];
  const rogue = await rogueMysql(t, await trust(), (sql) => {
    // The last command has no statement.
    if (sql) statements.push(sql);
    if (sql.includes('VERSION()')) return textRows(['version', 'clock'], [values('8.0.36', '0')]);
    if (sql.includes('read_only')) return textRows(['a', 'b'], [values('0', '0')]);
    if (sql.includes('information_schema')) return textRows(['name'], []);
    if (sql.startsWith('SHOW GRANTS')) return textRows(['Grants'], grants);
    return packet(1, Buffer.from('\xff\x76\x04#42000canary', 'latin1'));
  });
  const error = await t.throwsAsync<OwnDatabaseError>(
    testOwnDatabase(rogueDatabase('mysql', rogue.port, ca), {
      guard: localGuard(),
      guildId: '1',
      schema: { tables: ['submissions'], version: 1 },
      limits: { connectMs: 20_000, handshakeMs: 20_000, statementMs: 60_000, lifeMs: 60_000 },
    }),
  );
  return { code: error.code, last: statements.at(-1) };
}

test('mysql: a grant of 234 KB is cut, and the test goes on', async (t) => {
  const { code, last } = await testedWith(t, [grant(234_000)]);
  t.is(code, 'PRIVILEGE');
  t.regex(last ?? '', /^DROP TABLE/);
});

test('mysql: 5,000 grants are read, 100,000 are not', async (t) => {
  const legitimate = await testedWith(
    t,
    Array.from({ length: 5_000 }, () => grant(100)),
  );
  t.is(legitimate.code, 'PRIVILEGE');
  const flood = await testedWith(
    t,
    Array.from({ length: 100_000 }, () => grant(100)),
  );
  t.is(flood.code, 'PROTOCOL');
  t.regex(flood.last ?? '', /^SHOW GRANTS/);
});
